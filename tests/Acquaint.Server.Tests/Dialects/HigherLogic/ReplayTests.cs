using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using Xunit;
using Stock = HigherLogic.API.Models.Enterprise;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>What the known clients send, sent in their order by code of our own, and read the way they read it.</summary>
public sealed class ReplayTests(TestServer server)
{
    private readonly HigherLogicClient _client = new(server);

    /// <summary>Key header and token cookie, an empty object for a body; what parses to something true is success.</summary>
    [Fact]
    public async Task The_browser_widget_sends_a_request()
    {
        var community = await server.NewCommunity("widget", rules => rules with { Origins = ["https://www.example.org"] });
        var (ann, bob) = (await server.Person("ann", community: community), await server.Person("bob", community: community));
        var operation = $"Friends/PostFriendRequest?contactKey={bob.Key.Value.ToString().ToUpperInvariant()}";
        var preflight = FromPage(HigherLogicClient.Bare(HttpMethod.Options, operation));
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,hliamkey,hlauthtoken,hltenantkey,hlpassword");
        var allowed = await _client.Send(preflight);
        Assert.Equal("https://www.example.org", allowed.Header("Access-Control-Allow-Origin"));
        Assert.Equal("true", allowed.Header("Access-Control-Allow-Credentials"));
        Assert.Contains("hliamkey", allowed.Header("Access-Control-Allow-Headers")!, StringComparison.OrdinalIgnoreCase);

        var post = FromPage(HigherLogicClient.Bare(HttpMethod.Post, operation));
        post.Headers.Add("HLIAMKey", $"{community.IamKey}".ToUpperInvariant());
        post.Headers.Add("Cookie", $"HLAuthToken={server.Token(ann, "higherlogic")}");
        post.Headers.Add("Accept", "application/json");
        post.Content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        var answer = await _client.Send(post);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(Assert.Single(answer.Json.EnumerateArray()).GetBoolean());
        Assert.Equal(Tie.Received, await server.Tie(bob, ann));

        var who = FromPage(HigherLogicClient.Bare(HttpMethod.Get, "Contacts/GetWhoAmI"));
        who.Headers.Add("HLIAMKey", $"{community.IamKey}");
        var nobody = await _client.Send(who);
        Assert.Equal("null", nobody.Body);
        Assert.Equal(Guid.Empty.ToString(), nobody.Header("CurrentContactKey"));
        Assert.Contains("CurrentContactKey", nobody.Header("Access-Control-Expose-Headers")!, StringComparison.Ordinal);
    }

    /// <summary>Knows an address to begin with, takes the token from the header, and members by their places.</summary>
    [Fact]
    public async Task The_test_harness_of_the_first_version_runs_through()
    {
        var community = await server.NewCommunity("harness");
        var (ada, bob) = (await server.Person("ada", community: community), await server.Person("bob", community: community));
        await server.Store.Save(bob.User with { ExternalId = "B-1" }, TestContext.Current.CancellationToken);
        await server.Connected(bob, ada);

        var url = Uri.EscapeDataString($"http://{community.Hosts[0]}/");
        var tenants = await _client.Send(Old(HttpMethod.Get, $"Authentication/GetTenantDetail?communityUrl={url}"));
        var tenantKey = Assert.Single(tenants.Json.EnumerateArray()).GetProperty("TenantKey").GetString()!;

        var login = Old(HttpMethod.Post, "Authentication/Login", ("HLTenantKey", tenantKey));
        login.Content = new StringContent(
            $$"""{"Username":"{{ada.Name}}","Password":"{{ada.Password}}","preView":null}""", Encoding.UTF8, "application/json");
        var token = (await _client.Send(login)).Header("HLAuthToken")!;
        (string, string)[] signedIn = [("HLTenantKey", tenantKey), ("HLAuthToken", token)];

        var me = await _client.Send(Old(HttpMethod.Get, "Contacts/GetWhoAmI", signedIn));
        Assert.Equal(ada.Key.Value, At(me.Json, 2).GetGuid());
        var again = Old(HttpMethod.Post, "Contacts/WhoAmI", signedIn);
        again.Content = new StringContent("=", Encoding.UTF8, "application/x-www-form-urlencoded");
        Assert.Equal(ada.Key.Value, At((await _client.Send(again)).Json, 2).GetGuid());

        var contact = (await _client.Send(Old(HttpMethod.Get, "Contacts/GetMyContacts", signedIn))).Json[0];
        var (key, legacyKey) = (At(contact, 2).GetString(), At(contact, 14).GetString());
        Assert.Equal((bob.Key.Value.ToString(), "B-1"), (key, legacyKey));
        foreach (var query in new[] { $"contactKey={key}", $"legacyContactKey={legacyKey}" })
        {
            var found = await _client.Send(Old(HttpMethod.Get, $"Contacts/GetContact?{query}", signedIn));
            Assert.Equal(bob.Key.Value, At(found.Json, 2).GetGuid());
        }
    }

    /// <summary>Takes the token from the body; on failure reads the two members of an error.</summary>
    [Fact]
    public async Task The_feed_module_signs_in_and_reads_why_not()
    {
        var ann = await server.Person("ann");
        var signedIn = await _client.Login($$"""{"Username":"{{ann.Name}}","Password":"{{ann.Password}}"}""");
        var request = _client.As(null, HttpMethod.Get, "Friends/GetPendingReceivedFriendRequests");
        request.Headers.Add("HLAuthToken", signedIn.Json.GetProperty("Token").GetString());
        Assert.Equal(HttpStatusCode.OK, (await _client.Send(request)).Status);

        var refused = (await _client.Login($$"""{"Username":"{{ann.Name}}","Password":"no"}""")).Json;
        Assert.Equal("The username or password is incorrect.", refused.GetProperty("Message").GetString());
        Assert.Equal(401, refused.GetProperty("ErrorCode").GetInt32());
    }

    [Fact]
    public async Task Others_send_lower_case_passwords_each_time_or_a_bearer_token()
    {
        var community = await server.NewCommunity("others");
        var admin = await server.Person("admin", UserRole.Admin, community);
        var key = ("HLIAMKey", $"{community.IamKey}");
        var login = await _client.Login(
            $$"""{"username":"{{admin.Name}}","password":"{{admin.Password}}","HLIAMKey":"x"}""", community: community);
        Assert.Equal(HttpStatusCode.OK, login.Status);
        await Is(Old(HttpMethod.Get, "Contacts/GetWhoAmI", key, ("HLPassword", admin.Password)));
        var bearer = HigherLogicClient.Bare(HttpMethod.Get, "Contacts/GetWhoAmI", HigherLogicClient.External);
        bearer.Headers.Add("Authorization", $"Bearer {login.Json.GetProperty("Token").GetString()}");
        bearer.Headers.Add(key.Item1, key.Item2);
        await Is(bearer);

        async Task Is(HttpRequestMessage request) =>
            Assert.Equal(admin.Key.Value, (await _client.Send(request)).Json.GetProperty("ContactKey").GetGuid());
    }

    [Fact]
    public async Task A_stock_serializer_reads_every_list_and_page()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);
        var accepted = await Read<List<Stock.Friend>>(ann, "Friends/GetAcceptedFriendRequests?daysBack=1");
        Assert.Equal([bob.Key.Value], accepted.Select(one => one.RequesteeContactKey));
        Assert.Equal([bob.Key.Value], (await Read<List<Stock.Contact>>(ann, "Contacts/GetMyContacts")).Select(one => one.ContactKey));
        Assert.Equal(bob.Key.Value, (await Read<Stock.PaginatedContacts>(ann, "Contacts/GetMyContactsPage")).Contacts![0].ContactKey);
        var me = await Read<Stock.Contact>(ann, "Contacts/GetWhoAmI?includeSecurityGroups=true");
        Assert.Equal("Member", me.SecurityGroups![0].SecurityGroupName);
        Assert.Equal(0, (await Read<Dictionary<Guid, int>>(ann, "Messaging/GetUnreadMessageCounts"))[ann.Key.Value]);
        Assert.Null((await Read<List<Stock.Contact>>(ann, $"Contacts/SearchContacts?searchTerms={bob.Name}"))[0].EmailAddress);
    }

    /// <summary>
    /// The published sample is one request, twice. It comes out of the server once, to the byte but for two things: times are kept to the
    /// microsecond, one digit less, and the deprecated RequestorContactKey is the requester's, where the sample has a random one.
    /// </summary>
    [Fact]
    public async Task The_published_samples_come_from_people_with_those_values()
    {
        var community = await server.NewCommunity("sample", settings: it => it.With(HigherLogicSettings.TimeZone, "America/New_York"));
        var ada = await Sampled(community, WireTests.Requester, new Profile());
        var bob = await Sampled(community, WireTests.Requestee, new Profile
        {
            FirstName = "sample string 1",
            LastName = "sample string 2",
            DisplayName = "sample string 3",
            ProfileUrl = "sample string 4",
            AvatarUrl = "sample string 5",
            LargeAvatarUrl = "sample string 6",
            IsCompany = true,
        });
        var at = DateTimeOffset.Parse("2024-03-29T08:08:50.032551Z", CultureInfo.InvariantCulture);
        await Act(ada, bob, RelationAction.Request);
        await Act(bob, ada, RelationAction.Accept);

        foreach (var prefix in new[] { HigherLogicClient.V1, HigherLogicClient.V2 })
        {
            foreach (var (accept, sample) in new[] { ("application/json", WireTests.OneInJson), ("application/xml", WireTests.OneInXml) })
            {
                var request = _client.As(ada, HttpMethod.Get, "Friends/GetAcceptedFriendRequests?daysBack=100000", prefix);
                request.Headers.Add("Accept", accept);
                var expected = sample
                    .Replace("50.0325516", "50.032551", StringComparison.Ordinal)
                    .Replace("320ccfa5-0ad4-4ffb-a630-0f574eb26f9d", WireTests.Requester, StringComparison.Ordinal);
                Assert.Equal(expected, (await _client.Send(request)).Body);
            }
        }

        async Task Act(Person one, Person other, RelationAction action)
        {
            var command = new RelationCommand(action, NewId: new(new Guid(WireTests.RecordKey)));
            await server.Store.Act(
                new ActionContext(one.Id, other.Id, at, new(server.Get<Ids>().Next())),
                before => RelationRules.Apply(before, command, at, community.Rules),
                community.Rules.Quotas,
                TestContext.Current.CancellationToken);
        }
    }

    private static HttpRequestMessage FromPage(HttpRequestMessage request)
    {
        request.Headers.Add("Origin", "https://www.example.org");
        return request;
    }

    private static HttpRequestMessage Old(HttpMethod method, string operation, params (string Name, string Value)[] headers)
    {
        var request = HigherLogicClient.Bare(method, operation, HigherLogicClient.V1);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return request;
    }

    private static JsonElement At(JsonElement item, int place) => item.EnumerateObject().ElementAt(place).Value;

    private async Task<T> Read<T>(Person viewer, string operation)
    {
        var request = _client.As(viewer, HttpMethod.Get, operation);
        request.Headers.Add("Accept", "text/xml");
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes((await _client.Send(request)).Body));
        return (T)new DataContractSerializer(typeof(T)).ReadObject(bytes)!;
    }

    /// <summary>A person with a key of the test's choosing, which nobody is given otherwise.</summary>
    private async Task<Person> Sampled(Community community, string key, Profile profile)
    {
        var user = new User
        {
            Id = await server.Store.NewUserId(TestContext.Current.CancellationToken),
            Key = new(new Guid(key)),
            Community = community.Id,
            Username = key,
            CreatedAt = server.Clock.Now(),
            UpdatedAt = server.Clock.Now(),
            Profile = profile,
        };
        Assert.Null(await server.Store.Add(user, null, TestContext.Current.CancellationToken));
        return new(user, "", community);
    }
}
