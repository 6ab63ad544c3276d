using Acquaint.Server.Dialects.HigherLogic;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>The dialect can't page: its lists end at a bound and say so.</summary>
public sealed class LongListTests(TestServer server)
{
    private readonly HigherLogicClient _client = new(server);

    [Fact]
    public async Task A_list_that_was_cut_says_so_in_a_header()
    {
        var community = await server.NewCommunity("crowded", TestServer.WithoutQuotas);
        var ann = await server.Person("ann", community: community);
        var others = await Task.WhenAll(Enumerable.Range(0, Limits.UnpagedList).Select(i => Quick($"{ann.Name}-{i}", community)));
        await Task.WhenAll(others.Select(other => server.Requested(ann, other)));
        Whole(await _client.Sent(ann));

        var last = await server.Person("last", community: community);
        await server.Requested(ann, last);
        Cut(await _client.Sent(ann), last);

        await Task.WhenAll(others.Select(other => server.Act(other, RelationAction.Accept, ann)));
        Whole(await _client.Accepted(ann, 1));
        await server.Act(last, RelationAction.Accept, ann);
        Cut(await _client.Accepted(ann, 1), last);
        await ContactsGoOnPastTheCut(ann);
        await SearchSaysThatItMayMiss(ann);
    }

    [Fact]
    public void A_list_that_is_sorted_here_has_a_bound_and_knows_that_it_was_cut()
    {
        var listed = new Listed(new Edge(new(1), new(2), new Relation()), Somebody(server.Community));
        Assert.False(new Sorted(Enumerable.Repeat(listed, Limits.SortedList), _ => default, PlaceOrder.Name).IsCut);
        var cut = new Sorted(Enumerable.Repeat(listed, Limits.SortedList + 1), _ => default, PlaceOrder.Name);
        Assert.True(cut.IsCut);
        Assert.Equal(Limits.SortedList, cut.Count);
    }

    private async Task ContactsGoOnPastTheCut(Person ann)
    {
        var whole = await _client.Get(ann, "Contacts/GetMyContacts");
        Assert.Equal(Limits.UnpagedList, whole.Keys("ContactKey").Distinct().Count());
        Assert.Equal("true", whole.Header("X-Truncated"));

        var all = new List<Guid>();
        for (var next = "/api/v2.0/Contacts/GetMyContactsPage"; next is not null;)
        {
            var page = await _client.Get(ann, next.TrimStart('/'), "");
            Assert.Null(page.Header("X-Truncated"));
            all.AddRange(page.Json.GetProperty("Contacts").EnumerateArray().Select(one => one.GetProperty("ContactKey").GetGuid()));
            next = page.Json.GetProperty("Next").GetString();
        }

        Assert.Equal(Limits.UnpagedList + 1, all.Distinct().Count());
        Assert.Equal(whole.Keys("ContactKey"), all.Take(Limits.UnpagedList));

        var listed = await _client.Get(ann, "Friends/GetAcceptedFriendRequests?daysBack=1&sort=name&limit=1");
        Assert.Equal($"{Limits.UnpagedList + 1}", listed.Header("X-Total-Count"));
    }

    private async Task SearchSaysThatItMayMiss(Person ann)
    {
        var found = await _client.Get(ann, $"Contacts/SearchContacts?searchTerms={ann.Name}-");
        Assert.Equal(Limits.UnpagedList, found.Keys("ContactKey").Distinct().Count());
        Assert.Equal("true", found.Header("X-Truncated"));
        var few = await _client.Get(ann, $"Contacts/SearchContacts?searchTerms={ann.Name}-99");
        Assert.Equal(11, few.Keys("ContactKey").Count);
        Assert.Null(few.Header("X-Truncated"));
    }

    private static User Somebody(Community community) => new()
    {
        Id = new(2),
        Key = new(Guid.Empty),
        Community = community.Id,
        Username = "somebody",
        CreatedAt = default,
        UpdatedAt = default,
    };

    private static void Whole(Answer answer)
    {
        Assert.Equal(Limits.UnpagedList, answer.Keys("RequesteeContactKey").Distinct().Count());
        Assert.Null(answer.Header("X-Truncated"));
    }

    /// <summary>The newest stay.</summary>
    private static void Cut(Answer answer, Person newest)
    {
        Assert.Equal(Limits.UnpagedList, answer.Keys("RequesteeContactKey").Distinct().Count());
        Assert.Equal(newest.Key.Value, answer.Keys("RequesteeContactKey")[0]);
        Assert.Equal("true", answer.Header("X-Truncated"));
    }

    /// <summary>A person without a password: hashing a thousand would take a minute.</summary>
    private async Task<Person> Quick(string name, Community community)
    {
        var opened = await server.Get<AccountService>().Open(community, new NewAccount(name), TestContext.Current.CancellationToken);
        return new(opened.User!, "", community);
    }
}
