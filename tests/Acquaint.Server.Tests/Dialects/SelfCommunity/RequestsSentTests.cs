using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>The page "Get User's Connection Requests sent", as it is documented.</summary>
public sealed class RequestsSentTests(TestServer server)
{
    private const string Documented =
        """
        {
          "count": 123,
          "next": "string(uri)",
          "previous": "string(uri)",
          "results": [
            {
              "to_user": {
                "id": 0,
                "username": "string",
                "real_name": "string",
                "date_joined": "2019-08-24T14:15:22Z",
                "bio": "string",
                "location": "string",
                "location_lat_lng": "string",
                "position_lat_lng": "string",
                "date_of_birth": "string",
                "description": "string",
                "gender": "Male",
                "status": "a",
                "website": "https://example.com",
                "avatar": "string",
                "cover": "string",
                "ext_id": 3,
                "tags": [],
                "reputation": 39,
                "connection_status": "string",
                "connection_requests_sent_counter": 0,
                "connection_requests_received_counter": 1,
                "connections_counter": 0,
                "posts_counter": 2,
                "discussions_counter": 4,
                "statuses_counter": 1,
                "polls_counter": 6
              },
              "created": "2019-08-24T14:15:22Z",
              "rejected": "2019-08-24T14:15:22Z",
              "viewed": "2019-08-24T14:15:22Z"
            }
          ]
        }
        """;

    private static readonly Profile s_whole = new()
    {
        DisplayName = "Bob \"Bö\" <Brook>",
        Bio = "Bakes.",
        Location = "Bologna",
        LocationLatLng = "44.49,11.34",
        PositionLatLng = "44.50,11.35",
        BirthDate = new(1990, 2, 3),
        Description = "Baker",
        Gender = Gender.Male,
        Website = "https://bob.example.org",
        AvatarUrl = "https://img.example.org/bob.png",
        CoverUrl = "https://img.example.org/bob-cover.png",
        CompanyName = "Brook & Co",
        CompanyTitle = "Owner",
        Reputation = 39,
    };

    private static string Sent(Person person) => $"/api/v2/user/{person.Id}/connection/requests_sent/";

    [Fact]
    public async Task The_answer_has_the_documented_members_in_their_order_and_of_their_types()
    {
        var ann = await server.Person("ann");
        var bob = await server.PersonOf($"{ann.Id}", s_whole);
        await server.Requested(ann, await server.Person("cas"));
        await server.Requested(ann, bob);
        await server.Requested(ann, await server.Person("dee"));
        await server.As(bob).Post($"/api/v2/user/{ann.Id}/connection_requests/mark_seen/");
        await server.Act(bob, RelationAction.Decline, ann);

        var answer = (await server.As(ann).Get(Sent(ann) + "?limit=1&offset=1")).Is(HttpStatusCode.OK);

        using var documented = JsonDocument.Parse(Documented);
        AssertAlike(documented.RootElement, answer.Body, "");
    }

    [Fact]
    public async Task The_answer_tells_of_the_person_who_was_asked()
    {
        var ann = await server.Person("ann");
        var bob = await server.PersonOf($"{ann.Id}", s_whole);
        await server.Requested(ann, bob);

        var request = (await server.As(ann).Get(Sent(ann)))["results"][0];
        var to = request.GetProperty("to_user");

        Assert.Equal(bob.Id.Value, to.GetProperty("id").GetInt64());
        Assert.Equal(bob.Name, to.GetProperty("username").GetString());
        Assert.Equal("Bob \"Bö\" <Brook>", to.GetProperty("real_name").GetString());
        Assert.Contains("<Brook>", to.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(bob.User.CreatedAt, to.GetProperty("date_joined").GetDateTimeOffset());
        Assert.EndsWith("Z", to.GetProperty("date_joined").GetString(), StringComparison.Ordinal);
        Assert.Equal("Bakes.", to.GetProperty("bio").GetString());
        Assert.Equal("Bologna", to.GetProperty("location").GetString());
        Assert.Equal("44.49,11.34", to.GetProperty("location_lat_lng").GetString());
        Assert.Equal("44.50,11.35", to.GetProperty("position_lat_lng").GetString());
        Assert.Equal("1990-02-03", to.GetProperty("date_of_birth").GetString());
        Assert.Equal("Baker", to.GetProperty("description").GetString());
        Assert.Equal("Male", to.GetProperty("gender").GetString());
        Assert.Equal("a", to.GetProperty("status").GetString());
        Assert.Equal("https://bob.example.org", to.GetProperty("website").GetString());
        Assert.Equal("https://img.example.org/bob.png", to.GetProperty("avatar").GetString());
        Assert.Equal("https://img.example.org/bob-cover.png", to.GetProperty("cover").GetString());
        Assert.Equal(ann.Id.Value, to.GetProperty("ext_id").GetInt64());
        Assert.Equal(39, to.GetProperty("reputation").GetInt32());
        Assert.Equal("sent_connection_request", to.GetProperty("connection_status").GetString());
        Assert.Equal(0, to.GetProperty("connection_requests_sent_counter").GetInt32());
        Assert.Equal(1, to.GetProperty("connection_requests_received_counter").GetInt32());
        Assert.Equal(0, to.GetProperty("connections_counter").GetInt32());
        Assert.Equal("Brook & Co", to.GetProperty("company_name").GetString());
        Assert.Equal("Owner", to.GetProperty("company_role").GetString());
        Assert.False(to.TryGetProperty("email", out _));
        Assert.False(request.TryGetProperty("from_user", out _));
        Assert.Equal(JsonValueKind.Null, request.GetProperty("rejected").ValueKind);
        Assert.Equal(JsonValueKind.Null, request.GetProperty("viewed").ValueKind);
        Assert.InRange(request.GetProperty("id").GetInt64(), 0, (1L << 53) - 1);
    }

    [Fact]
    public async Task A_request_stays_in_the_list_after_it_was_rejected_and_says_when()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Declined(ann, bob);

        var answer = await server.As(ann).Get(Sent(ann));

        Assert.Equal(1, answer["count"].GetInt32());
        var request = answer["results"][0];
        Assert.True(request.GetProperty("rejected").GetDateTimeOffset() >= request.GetProperty("created").GetDateTimeOffset());
        Assert.Equal("sent_connection_request", request.GetProperty("to_user").GetProperty("connection_status").GetString());
        var me = await server.As(ann).Get("/api/v2/user/me/");
        Assert.Equal(1, me["connection_requests_sent_counter"].GetInt32());
    }

    [Fact]
    public async Task Both_addresses_give_the_caller_the_same_list()
    {
        var ann = await server.Person("ann");
        for (var i = 0; i < 3; i++)
            await server.Requested(ann, await server.Person("bob"));

        var old = await server.As(ann).Get(Sent(ann));
        var current = await server.As(ann).Get("/api/v2/user/connection/requests_sent/");

        Assert.Equal(3, old.Ids.Count);
        Assert.Equal(old["results"].GetRawText(), current["results"].GetRawText());
    }

    [Fact]
    public async Task Others_may_not_see_the_list_and_administrators_may()
    {
        var (ann, bob, root) = (await server.Person("ann"), await server.Person("bob"), await server.Person("root", UserRole.Admin));
        await server.Requested(ann, bob);
        await server.Connected(root, bob);

        Assert.Equal("permission_denied", (await server.As(bob).Get(Sent(ann))).Is(HttpStatusCode.Forbidden).Code);
        var seen = (await server.As(root).Get(Sent(ann))).Is(HttpStatusCode.OK);
        Assert.Equal([bob.Id.Value], seen.Ids);
        Assert.Equal("connected", seen["results"][0].GetProperty("to_user").GetProperty("connection_status").GetString());
        Assert.Equal("not_found", (await server.As(root).Get("/api/v2/user/987654321/connection/requests_sent/")).Code);
    }

    [Fact]
    public async Task An_administrator_of_another_community_is_nobody_here()
    {
        var ann = await server.Person("ann");
        var there = await server.NewCommunity("there");
        var root = await server.Person("root", UserRole.Admin, there);

        (await server.As(root).Get(Sent(ann))).Is(HttpStatusCode.NotFound);
        (await server.With(server.Token(root, "selfcommunity")).Get(Sent(ann))).Is(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("7", JsonValueKind.Number)]
    [InlineData("9007199254740991", JsonValueKind.Number)]
    [InlineData("9007199254740992", JsonValueKind.String)]
    [InlineData("007", JsonValueKind.String)]
    [InlineData("-7", JsonValueKind.String)]
    [InlineData("crm-7", JsonValueKind.String)]
    [InlineData(null, JsonValueKind.Null)]
    public async Task An_external_id_is_a_number_when_it_is_spelt_as_one(string? externalId, JsonValueKind kind)
    {
        var there = await server.NewCommunity("external");
        var opened = await server.Get<AccountService>().Open(there, new("bob") { ExternalId = externalId }, default);

        var answer = await server.Anonymous(there).Get($"/api/v2/user/{opened.User!.Id}/");

        Assert.Equal(kind, answer["ext_id"].ValueKind);
        Assert.Equal(externalId ?? "", answer["ext_id"].ToString());
    }

    /// <summary>Everything documented is there, first and in that order; what is added comes after.</summary>
    private static void AssertAlike(JsonElement documented, JsonElement real, string path)
    {
        Assert.True(documented.ValueKind == real.ValueKind, $"{path} is {real.ValueKind}, not {documented.ValueKind}");
        if (documented.ValueKind is JsonValueKind.Array && documented.GetArrayLength() > 0)
            AssertAlike(documented[0], Assert.Single(real.EnumerateArray()), path + "[]");
        if (documented.ValueKind is not JsonValueKind.Object)
            return;
        var names = documented.EnumerateObject().Select(member => member.Name).ToList();
        Assert.Equal(names, real.EnumerateObject().Select(member => member.Name).Take(names.Count));
        foreach (var name in names)
            AssertAlike(documented.GetProperty(name), real.GetProperty(name), $"{path}.{name}");
    }
}
