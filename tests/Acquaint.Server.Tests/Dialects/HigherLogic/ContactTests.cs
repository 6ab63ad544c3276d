using System.Net;
using System.Text;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>People, as the Contacts, Federation and Messaging controllers tell of them.</summary>
public sealed class ContactTests(TestServer server)
{
    private const string Models = "http://schemas.datacontract.org/2004/07/HigherLogic.API.Models.Enterprise";
    private const string Nil = $"<Contact i:nil=\"true\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"{Models}\" />";

    private readonly HigherLogicClient _client = new(server);

    public static TheoryData<string, string> WhoAmI => new()
    {
        { "GET", "GetWhoAmI" },
        { "POST", "WhoAmI" },
    };

    [Theory]
    [MemberData(nameof(WhoAmI))]
    public async Task One_sees_oneself(string method, string operation)
    {
        var (ann, bob) = (await Rich("ann"), await server.Person("bob"));
        await server.Requested(bob, ann);
        var answer = await _client.Send(_client.As(ann, new(method), $"contacts/{operation}"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(ann.Key.Value.ToString(), answer.Header("CurrentContactKey"));
        var me = answer.Json;
        Assert.Equal(ann.Key.Value, me.GetProperty("ContactKey").GetGuid());
        Assert.Equal("Ann", me.GetProperty("FirstName").GetString());
        Assert.Equal("Archer", me.GetProperty("LastName").GetString());
        Assert.Equal("Ann Archer", me.GetProperty("DisplayName").GetString());
        Assert.Equal(ann.User.Email, me.GetProperty("EmailAddress").GetString());
        Assert.Equal(ann.User.Email, me.GetProperty("Profile").GetProperty("NotificationEmailAddress").GetString());
        Assert.Equal("about ann", me.GetProperty("Profile").GetProperty("Description").GetString());
        Assert.Equal("https://ann.example.org/", me.GetProperty("WebsiteUrl").GetString());
        Assert.Equal("https://example.org/ann.png", me.GetProperty("LargePictureUrl").GetString());
        Assert.Equal("Archers", me.GetProperty("CompanyName").GetString());
        Assert.Equal("Chief", me.GetProperty("CompanyTitle").GetString());
        Assert.Equal("A", me.GetProperty("ContactStatusCode").GetString());
        Assert.Equal(1, me.GetProperty("UnreadMessageCount").GetInt32());
        Assert.Equal("null", me.GetProperty("SecurityGroups").GetRawText());
    }

    [Theory]
    [MemberData(nameof(WhoAmI))]
    public async Task Nobody_is_null_in_both_formats(string method, string operation)
    {
        foreach (var prefix in new[] { HigherLogicClient.V1, HigherLogicClient.V2, HigherLogicClient.External })
        {
            var answer = await _client.Send(_client.As(null, new(method), $"Contacts/{operation}", prefix));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal("null", answer.Body);
            Assert.Equal("application/json", answer.MediaType);
            Assert.Equal(Guid.Empty.ToString(), answer.Header("CurrentContactKey"));
        }

        Assert.Equal("null", (await _client.Send(HigherLogicClient.Bare(new(method), $"Contacts/{operation}"))).Body);
        Assert.Equal(Nil, (await _client.Send(Xml(_client.As(null, new(method), $"Contacts/{operation}")))).Body);
        var stale = _client.As(null, new(method), $"Contacts/{operation}");
        stale.Headers.Add("HLAuthToken", "stale");
        Assert.Equal("null", (await _client.Send(stale)).Body);
    }

    [Theory]
    [InlineData("=", "application/x-www-form-urlencoded")]
    [InlineData("{ no json", "application/json")]
    [InlineData("", "nonsense")]
    public async Task The_body_of_WhoAmI_is_not_looked_at(string body, string contentType)
    {
        var ann = await server.Person("ann");
        var request = _client.As(ann, HttpMethod.Post, "Contacts/WhoAmI", HigherLogicClient.V1);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Assert.Equal(ann.Key.Value, (await _client.Send(request)).Json.GetProperty("ContactKey").GetGuid());
    }

    [Fact]
    public async Task Security_groups_are_told_when_asked_for()
    {
        var ann = await server.Person("ann", UserRole.Moderator);
        var groups = (await _client.Get(ann, "Contacts/GetWhoAmI?includesecuritygroups=True")).Json;
        var group = Assert.Single(groups.GetProperty("SecurityGroups").EnumerateArray());
        Assert.Equal("Moderator", group.GetProperty("SecurityGroupName").GetString());
        Assert.Equal(groups.GetProperty("PrimarySecurityGroupKey").GetGuid(), group.GetProperty("SecurityGroupKey").GetGuid());
        var bad = await _client.Get(ann, "Contacts/GetWhoAmI?includeSecurityGroups=maybe");
        Assert.Equal(HttpStatusCode.BadRequest, bad.Status);
        Assert.Contains("System.Boolean", bad.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_is_found_by_key_or_legacy_key_without_their_address()
    {
        var (ann, bob) = (await server.Person("ann"), await Rich("bob"));
        var legacy = await WithLegacyKey(bob, $"M {bob.Name}/ü");
        foreach (var query in new[] { $"contactKey={bob.Key.Value:B}", $"legacyContactKey={Uri.EscapeDataString(legacy)}" })
        {
            var found = (await _client.Get(ann, $"Contacts/GetContact?{query}")).Json;
            Assert.Equal(bob.Key.Value, found.GetProperty("ContactKey").GetGuid());
            Assert.Equal(legacy, found.GetProperty("LegacyContactKey").GetString());
            Assert.Equal("null", found.GetProperty("EmailAddress").GetRawText());
            Assert.Equal("null", found.GetProperty("Profile").GetProperty("NotificationEmailAddress").GetRawText());
            Assert.Equal(0, found.GetProperty("UnreadMessageCount").GetInt32());
        }

        var both = await _client.Get(
            ann, $"Contacts/GetContact?contactKey={ann.Key.Value}&legacyContactKey={Uri.EscapeDataString(legacy)}");
        Assert.Equal(ann.Key.Value, both.Json.GetProperty("ContactKey").GetGuid());
        var admin = await server.Person("admin", UserRole.Admin);
        var seen = await _client.Get(admin, $"Contacts/GetContact?contactKey={bob.Key.Value}");
        Assert.Equal(bob.User.Email, seen.Json.GetProperty("EmailAddress").GetString());
    }

    [Fact]
    public async Task Who_is_not_there_is_null()
    {
        var far = await server.Person("far", community: await server.NewCommunity("elsewhere"));
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Blocked(bob, ann);
        foreach (var key in new[] { Guid.Empty, far.Key.Value, bob.Key.Value })
            Assert.Equal("null", (await _client.Get(ann, $"Contacts/GetContact?contactKey={key}")).Body);
        Assert.Equal("null", (await _client.Get(ann, "Contacts/GetContact?legacyContactKey=nobody")).Body);
        var xml = await _client.Send(Xml(_client.As(ann, HttpMethod.Get, $"Contacts/GetContact?contactKey={Guid.Empty}")));
        Assert.Equal(Nil, xml.Body);
        Assert.Equal(ann.Key.Value, KeyOf(await _client.Get(bob, $"Contacts/GetContact?contactKey={ann.Key.Value}")));
    }

    [Fact]
    public async Task A_contact_needs_one_of_the_two_keys()
    {
        var ann = await server.Person("ann");
        foreach (var query in new[] { "", "?contactKey=&legacyContactKey=" })
            Assert.Equal(HttpStatusCode.NotFound, (await _client.Get(ann, $"Contacts/GetContact{query}")).Status);
        foreach (var query in new[] { "contactKey=x", "legacyContactKey=%00", "contactKey=x&legacyContactKey=y" })
            Assert.Equal(HttpStatusCode.BadRequest, (await _client.Get(ann, $"Contacts/GetContact?{query}")).Status);
    }

    [Fact]
    public async Task A_suspended_person_is_inactive()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Store.Save(bob.User with { Status = UserStatus.Suspended }, TestContext.Current.CancellationToken);
        var found = await _client.Get(ann, $"Contacts/GetContact?contactKey={bob.Key.Value}");
        Assert.Equal("I", found.Json.GetProperty("ContactStatusCode").GetString());
    }

    [Fact]
    public async Task Federation_knows_the_callers_own_community_only()
    {
        var far = await server.Person("far", community: await server.NewCommunity("elsewhere"));
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        foreach (var tenant in new[] { ann.Community.Id.Value, ann.Community.IamKey })
        {
            var found = await _client.Get(ann, $"Federation/GetContact?tenantKey={tenant}&contactKey={bob.Key.Value}");
            Assert.Equal(bob.Key.Value, KeyOf(found));
            Assert.Equal("null", found.Json.GetProperty("EmailAddress").GetRawText());
        }

        foreach (var (tenant, key) in new[] { (far.Community.Id, far.Key), (far.Community.Id, bob.Key), (ann.Community.Id, far.Key) })
            Assert.Equal("null", (await _client.Get(ann, $"Federation/GetContact?tenantKey={tenant.Value}&contactKey={key.Value}")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.Get(ann, $"Federation/GetContact?contactKey={bob.Key.Value}")).Status);
    }

    [Fact]
    public async Task Administrators_find_a_key_by_address()
    {
        var (admin, bob) = (await server.Person("admin", UserRole.Admin), await server.Person("bob"));
        var operation = $"Contacts/GetContactKeyByPrimaryEmail?emailAddress={bob.User.Email!.ToUpperInvariant()}";
        Assert.Equal($"\"{bob.Key.Value}\"", (await _client.Get(admin, operation)).Body);
        Assert.Equal(
            $"<guid xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/\">{bob.Key.Value}</guid>",
            (await _client.Send(Xml(_client.As(admin, HttpMethod.Get, operation)))).Body);
        foreach (var nobody in new[] { "nobody@example.org", "", "no%20address" })
            Assert.Equal("null", (await _client.Get(admin, $"Contacts/GetContactKeyByPrimaryEmail?emailAddress={nobody}")).Body);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.Get(bob, operation)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.Get(admin, "Contacts/GetContactKeyByPrimaryEmail")).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest, (await _client.Get(admin, "Contacts/GetContactKeyByPrimaryEmail?emailAddress=a%00")).Status);
    }

    [Fact]
    public async Task What_waits_is_counted()
    {
        var (ann, bob, eve) = (await server.Person("ann"), await server.Person("bob"), await server.Person("eve"));
        await server.Requested(bob, ann);
        await server.Requested(eve, ann);
        await server.Requested(ann, await server.Person("other"));
        var counts = await _client.Get(ann, "Messaging/GetUnreadMessageCounts");
        Assert.Equal($"{{\"{ann.Key.Value}\":2}}", counts.Body);
        await server.Act(ann, RelationAction.Accept, bob);
        var xml = await _client.Send(Xml(_client.As(ann, HttpMethod.Get, "Messaging/GetUnreadMessageCounts", HigherLogicClient.V1)));
        Assert.Equal(
            "<ArrayOfKeyValueOfguidint xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" "
            + "xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"><KeyValueOfguidint>"
            + $"<Key>{ann.Key.Value}</Key><Value>1</Value></KeyValueOfguidint></ArrayOfKeyValueOfguidint>",
            xml.Body);
    }

    private static Guid KeyOf(Answer contact) => contact.Json.GetProperty("ContactKey").GetGuid();

    private static HttpRequestMessage Xml(HttpRequestMessage request)
    {
        request.Headers.Add("Accept", "application/xml");
        return request;
    }

    private Task<Person> Rich(string name) => server.Person(name, profile: new Profile
    {
        FirstName = char.ToUpperInvariant(name[0]) + name[1..],
        LastName = "Archer",
        DisplayName = char.ToUpperInvariant(name[0]) + name[1..] + " Archer",
        Bio = $"about {name}",
        Website = $"https://{name}.example.org/",
        AvatarUrl = $"https://example.org/{name}.png",
        CompanyName = "Archers",
        CompanyTitle = "Chief",
    });

    private async Task<string> WithLegacyKey(Person person, string legacyKey)
    {
        await server.Store.Save(person.User with { ExternalId = legacyKey }, TestContext.Current.CancellationToken);
        return legacyKey;
    }
}
