using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>Hiding people, which the other dialects call blocking.</summary>
public sealed class HiddenTests(TestServer server)
{
    private const string Hidden = "/api/v2/user/hidden_users/";

    [Fact]
    public async Task Hiding_is_a_toggle_that_ends_what_there_was_and_forbids_more()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);

        await Hide(ann, bob);

        Assert.True(await Says(ann, bob, "is_hidden"));
        Assert.False(await Says(ann, bob, "is_hidden_by"));
        (await server.As(bob).Get($"/api/v2/user/{ann.Id}/is_hidden/")).Is(HttpStatusCode.NotFound);
        Assert.True(await Says(bob, ann, "is_hidden_by"));
        Assert.Equal(Tie.None, await server.Tie(ann, bob));
        Assert.Equal("user_hidden", await Refused(ann, bob, HttpStatusCode.Forbidden));
        Assert.Equal("not_found", await Refused(bob, ann, HttpStatusCode.NotFound));

        await Hide(ann, bob);

        Assert.False(await Says(ann, bob, "is_hidden"));
        Assert.False(await Says(bob, ann, "is_hidden_by"));
        (await server.As(bob).Post($"/api/v2/user/{ann.Id}/connection/request/")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_hidden_can_not_hide_in_turn_whom_they_do_not_see()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await Hide(ann, bob);
        (await server.As(bob).Post($"/api/v2/user/{ann.Id}/hide/")).Is(HttpStatusCode.NotFound);
        await Hide(ann, bob);
        await Hide(bob, ann);

        Assert.True(await Says(bob, ann, "is_hidden"));
        Assert.True(await Says(ann, bob, "is_hidden_by"));
    }

    [Theory]
    [InlineData("POST", "hide")]
    [InlineData("GET", "is_hidden")]
    [InlineData("GET", "is_hidden_by")]
    public async Task Nobody_hides_nobody_or_people_of_other_communities(string method, string what)
    {
        var ann = await server.Person("ann");
        var stranger = await server.Person("stranger", community: await server.NewCommunity("hide"));
        var verb = new HttpMethod(method);

        foreach (var id in new[] { "987654321", "99999999999999999999", $"{stranger.Id}" })
            (await server.As(ann).Send(verb, $"/api/v2/user/{id}/{what}/")).Is(HttpStatusCode.NotFound);
        (await server.Anonymous().Send(verb, $"/api/v2/user/{ann.Id}/{what}/")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nobody_hides_themself()
    {
        var ann = await server.Person("ann");
        Assert.Equal("yourself", (await server.As(ann).Post($"/api/v2/user/{ann.Id}/hide/")).Is(HttpStatusCode.BadRequest).Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public async Task Hidden_people_are_listed_newest_first_and_pages_add_up(int limit)
    {
        var ann = await server.Person("ann");
        var hidden = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            var other = await server.Person("other");
            await Hide(ann, other);
            hidden.Insert(0, other.Id.Value);
        }

        var listed = new List<long>();
        for (var next = $"{Hidden}?limit={limit}"; next is not null;)
        {
            var page = (await server.As(ann).Get(next)).Is(HttpStatusCode.OK);
            Assert.Equal(5, page["count"].GetInt32());
            listed.AddRange(page.Ids);
            next = page.Text("next");
        }

        Assert.Equal(hidden, listed);
        var ids = (await server.As(ann).Get("/api/v2/user/hidden_users_id/?")).Is(HttpStatusCode.OK);
        Assert.Equal(hidden, ids.Body.EnumerateArray().Select(id => id.GetInt64()));
    }

    [Fact]
    public async Task Hidden_people_can_be_searched_and_ordered()
    {
        var ann = await server.Person("ann");
        var rome = new Profile { DisplayName = "Zoe Roman", Location = "Rome", Gender = Gender.Female };
        var oslo = new Profile { DisplayName = "Ada Norse", Location = "Oslo", Description = "skis" };
        var (zoe, ada) = (await server.Person("zoe", profile: rome), await server.Person("ada", profile: oslo));
        await Hide(ann, zoe);
        await Hide(ann, ada);
        await server.Connected(ann, await server.Person("zoe", profile: rome));

        foreach (var (query, expected) in new[]
        {
            ("", new[] { ada, zoe }), ("?ordering=real_name", [ada, zoe]), ("?ordering=-real_name", [zoe, ada]), ("?search=ROMAN", [zoe]),
            ("?location=os", [ada]), ("?gender=Female", [zoe]), ("?description=ski", [ada]), ($"?username={zoe.Name}", [zoe]),
            ("?real_name=o&limit=1&offset=1", [zoe]), ("?search=nobody", []), ("?ordering=nothing", [ada, zoe]),
        })
        {
            var answer = (await server.As(ann).Get(Hidden + query)).Is(HttpStatusCode.OK);
            Assert.Equal(expected.Select(one => one.Id.Value), answer.Ids);
        }

        Assert.Equal("invalid_choice", (await server.As(ann).Get($"{Hidden}?gender=x")).Is(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task Hidden_people_are_ones_own_secret()
    {
        (await server.Anonymous().Get(Hidden)).Is(HttpStatusCode.Unauthorized);
        (await server.Anonymous().Get("/api/v2/user/hidden_users_id/")).Is(HttpStatusCode.Unauthorized);
        var bob = await server.Person("bob");
        Assert.Empty((await server.As(bob).Get(Hidden)).Ids);
        Assert.Equal("[]", (await server.As(bob).Get("/api/v2/user/hidden_users_id/")).Body.GetRawText());
    }

    private async Task Hide(Person viewer, Person other) =>
        (await server.As(viewer).Post($"/api/v2/user/{other.Id}/hide/")).Is(HttpStatusCode.NoContent);

    private async Task<bool> Says(Person viewer, Person other, string question)
    {
        var answer = (await server.As(viewer).Get($"/api/v2/user/{other.Id}/{question}/")).Is(HttpStatusCode.OK);
        Assert.Equal([question], answer.Body.EnumerateObject().Select(member => member.Name));
        return answer[question].ValueKind is JsonValueKind.True;
    }

    private async Task<string?> Refused(Person viewer, Person other, HttpStatusCode status) =>
        (await server.As(viewer).Post($"/api/v2/user/{other.Id}/connection/request/")).Is(status).Code;
}
