using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>Finding people by words. Each test has words of its own, since all share one community.</summary>
public sealed class SearchTests(TestServer server)
{
    private readonly HigherLogicClient _client = new(server);

    [Fact]
    public async Task Every_word_must_be_a_part_of_a_name()
    {
        var ann = await server.Person("ann");
        var (ada, adam) = (await Named("Adaqx", "Lovelaceqx"), await Named("Adamqx", "Smithqx", "Adaqx Display"));
        Assert.Equal([ada.Key.Value, adam.Key.Value], await Found(ann, "SearchContacts?searchTerms=aDaq"));
        Assert.Equal([ada.Key.Value], await Found(ann, "SearchContacts?searchTerms=love%20ADAQX%20%20"));
        Assert.Equal([adam.Key.Value], await Found(ann, "searchcontacts?SEARCHTERMS=qx+smith+display"));
        Assert.Empty(await Found(ann, "SearchContacts?searchTerms=adaqx+nobodyqx"));
        Assert.Empty(await Found(ann, "SearchContacts?searchTerms="));
        Assert.Empty(await Found(ann, "SearchContacts?searchTerms=+%20+"));
        var far = await server.Person("far", community: await server.NewCommunity("elsewhere"));
        Assert.Empty(await Found(far, "SearchContacts?searchTerms=adaqx"));
    }

    [Fact]
    public async Task Filters_leave_people_out()
    {
        var me = await Named("Mewz", "Wz");
        var company = await Named("Firmwz", "Wz", change: user => user with { Profile = user.Profile with { IsCompany = true } });
        var left = await Named("Gonewz", "Wz", change: user => user with { Status = UserStatus.Suspended });
        await Is("", company, me);
        await Is("&includeCurrentContact=false", company);
        await Is("&searchOnlyCompanies=true", company);
        await Is("&contactStatusCode=I", left);
        await Is("&contactStatusCode=all", company, left, me);
        await Is("&contactStatusCode=X");
        await Is("&memberStatus=All", company, me);
        await Is("&memberStatus=NonMembers");
        await Is("&searchAllAddresses=false&overrideOptOut=true&includeMiddleName=false&limitToAcceptedTerms=true", company, me);

        async Task Is(string filters, params Person[] expected) => Assert.Equal(
            expected.Select(one => one.Key.Value), await Found(me, $"SearchContacts?searchTerms=wz{filters}"));
    }

    [Fact]
    public async Task Who_blocks_the_caller_is_not_found_and_who_is_blocked_gets_no_message()
    {
        var me = await server.Person("me");
        var (blocker, blocked, other) = (await Named("Blockerjv", "A"), await Named("Blockedjv", "B"), await Named("Otherjv", "C"));
        await server.Blocked(blocker, me);
        await server.Blocked(me, blocked);
        Assert.Equal([blocked.Key.Value, other.Key.Value], await Found(me, "SearchContacts?searchTerms=jv"));
        Assert.Equal([other.Key.Value], await Found(me, "SearchContactsForMessaging?searchTerms=jv"));
        Assert.Empty(await Found(blocker, "SearchContactsForMessaging?searchTerms=blockerjv"));
        Assert.DoesNotContain(blocker.Key.Value, await Mentioned(me, "searchText=blockerjv"));
    }

    [Fact]
    public async Task A_mention_comes_with_markup_that_nothing_can_break_out_of()
    {
        var ann = await server.Person("ann");
        var bob = await Named("Bobkd", "B", "Bobkd \"<script>\" & Co", user => user with
        {
            Profile = user.Profile with { ProfileUrl = "https://example.org/bob?a=1&b=\"2\"" },
        });
        var answer = await _client.Post(ann, "Contacts/SearchContactsForMentions?searchText=bobkd");
        var result = Assert.Single(answer.Json.EnumerateArray());
        Assert.Equal(
            ["LinkToProfile", "PictureUrl", "ContactKey", "DisplayName", "EmailAddress", "IsMentionable", "ContactMentionMarkup"],
            result.EnumerateObject().Select(member => member.Name));
        Assert.Equal("null", result.GetProperty("EmailAddress").GetRawText());
        const string Name = "@Bobkd &quot;&lt;script&gt;&quot; &amp; Co";
        Assert.Equal(
            $"<a class=\"user-content-mention\" data-sign=\"@\" data-contactkey=\"{bob.Key.Value}\" data-tag-text=\"{Name}\" "
            + $"href=\"https://example.org/bob?a=1&amp;b=&quot;2&quot;\">{Name}</a>",
            result.GetProperty("ContactMentionMarkup").GetString());

        await Named("Evekd", "E", change: user => user with { Profile = user.Profile with { ProfileUrl = "javascript:alert(1)" } });
        var eve = (await _client.Post(ann, "Contacts/SearchContactsForMentions?searchText=evekd")).Json[0];
        Assert.DoesNotContain("javascript", eve.GetProperty("ContactMentionMarkup").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mentions_need_three_characters_and_are_ten_unless_asked()
    {
        var ann = await server.Person("ann");
        for (var i = 0; i < 12; i++)
            await Named($"Manypq{i}", "M");
        Assert.Empty(await Mentioned(ann, "searchText=pq"));
        Assert.Empty(await Mentioned(ann, "searchText="));
        Assert.Equal(10, (await Mentioned(ann, "searchText=ypq")).Count);
        Assert.Equal(12, (await Mentioned(ann, "searchText=ypq&maxCount=1000")).Count);
        Assert.Single(await Mentioned(ann, "searchText=ypq&maxCount=1"));
        Assert.Empty(await Mentioned(ann, "searchText=ypq&maxCount=0"));
    }

    [Theory]
    [InlineData("GET", "SearchContacts", HttpStatusCode.NotFound)]
    [InlineData("GET", "SearchContactsForMessaging", HttpStatusCode.NotFound)]
    [InlineData("POST", "SearchContactsForMentions", HttpStatusCode.NotFound)]
    [InlineData("GET", "SearchContacts?searchTerms=%00", HttpStatusCode.BadRequest)]
    [InlineData("GET", "SearchContacts?searchTerms=a&searchTerms=b", HttpStatusCode.BadRequest)]
    [InlineData("GET", "SearchContacts?searchTerms=a&searchOnlyCompanies=x", HttpStatusCode.BadRequest)]
    [InlineData("GET", "SearchContacts?searchTerms=a&limitToAcceptedTerms=2", HttpStatusCode.BadRequest)]
    [InlineData("POST", "SearchContactsForMentions?searchText=abc&maxCount=x", HttpStatusCode.BadRequest)]
    [InlineData("POST", "SearchContactsForMentions?searchText=abc&maxCount=-1", HttpStatusCode.BadRequest)]
    public async Task A_search_without_words_or_with_nonsense_is_refused(string method, string operation, HttpStatusCode status)
    {
        var ann = await server.Person("ann");
        Assert.Equal(status, (await _client.Send(_client.As(ann, new(method), $"Contacts/{operation}"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.Send(_client.As(null, new(method), $"Contacts/{operation}"))).Status);
    }

    private async Task<IReadOnlyList<Guid>> Found(Person viewer, string operation) =>
        Keys(await _client.Get(viewer, $"Contacts/{operation}"));

    private async Task<IReadOnlyList<Guid>> Mentioned(Person viewer, string query) =>
        Keys(await _client.Post(viewer, $"Contacts/SearchContactsForMentions?{query}"));

    private static IReadOnlyList<Guid> Keys(Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Keys("ContactKey");
    }

    private async Task<Person> Named(string first, string last, string? display = null, Func<User, User>? change = null)
    {
        var person = await server.Person("p", profile: new Profile { FirstName = first, LastName = last, DisplayName = display ?? first });
        if (change is not null)
            await server.Store.Save(change(person.User), TestContext.Current.CancellationToken);
        return person;
    }
}
