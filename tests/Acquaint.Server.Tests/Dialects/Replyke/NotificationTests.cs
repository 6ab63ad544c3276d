using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class NotificationTests(TestServer server)
{
    [Fact]
    public async Task A_request_and_its_acceptance_are_told()
    {
        var ann = await server.Person("ann", profile: new Profile { DisplayName = "Ann Lee", AvatarUrl = "a.png" });
        var bob = await server.Person("bob", profile: new Profile());
        var id = await server.Ask(ann, bob);
        var asked = Assert.Single((await server.As(bob, "GET", "/app-notifications")).Body.EnumerateArray());
        Assert.Equal(["id", "projectId", "userId", "type", "isRead", "action", "metadata", "createdAt", "updatedAt"], Reply.Names(asked));
        var told = new[] { "type", "action", "userId", "projectId" }.Select(name => asked.GetProperty(name).GetString());
        Assert.Equal(["connection-request", "open-profile", $"{bob.Key.Value}", $"{bob.Community.Id.Value}"], told);
        Assert.False(asked.GetProperty("isRead").GetBoolean());
        Assert.Equal(
            $$"""
            {"connectionId":"{{id}}","initiatorId":"{{ann.Key.Value}}","initiatorName":"Ann Lee",
            "initiatorUsername":"{{ann.Name}}","initiatorAvatar":"a.png"}
            """.ReplaceLineEndings(""),
            asked.GetProperty("metadata").GetRawText());

        await server.As(bob, "PATCH", $"/connections/{id}/accept");
        var accepted = Assert.Single((await server.As(ann, "GET", "/app-notifications")).Body.EnumerateArray());
        Assert.Equal("connection-accepted", accepted.GetProperty("type").GetString());
        var metadata = accepted.GetProperty("metadata");
        Assert.Equal(id, metadata.GetProperty("connectionId").GetString());
        Assert.Equal(bob.Key.Value, metadata.GetProperty("initiatorId").GetGuid());
        Assert.Equal(JsonValueKind.Null, metadata.GetProperty("initiatorName").ValueKind);
    }

    [Fact]
    public async Task Nothing_else_is_told_and_what_was_told_stays()
    {
        var (ann, bob) = await Two();
        await server.Requested(ann, bob);
        await server.Act(bob, RelationAction.Decline, ann);
        await server.Act(bob, RelationAction.Discard, ann);
        await server.Act(bob, RelationAction.Request, ann);
        await server.Act(bob, RelationAction.Withdraw, ann);
        await server.Blocked(bob, ann);
        Assert.Equal("1", (await server.As(ann, "GET", "/app-notifications/count")).Body.GetRawText());
        Assert.Equal("1", (await server.As(bob, "GET", "/app-notifications/count")).Body.GetRawText());
    }

    [Fact]
    public async Task One_is_marked_as_read()
    {
        var bob = await Told(2);
        var id = (await List(bob, ""))[1];
        Assert.Equal("OK", await Mark(bob, id));
        Assert.Equal("OK", await Mark(bob, id));
        Assert.Equal("1", (await server.As(bob, "GET", "/app-notifications/count")).Body.GetRawText());
        var list = (await server.As(bob, "GET", "/app-notifications")).Body;
        Assert.Equal([false, true], list.EnumerateArray().Select(one => one.GetProperty("isRead").GetBoolean()));
    }

    [Fact]
    public async Task Nobody_marks_what_is_not_theirs()
    {
        var (ann, bob) = (await server.Person("ann"), await Told(1));
        var id = (await List(bob, ""))[0];
        (await server.As(ann, "PATCH", $"/app-notifications/{id}/mark-as-read", "{}")).IsFault(404, "app-notification/not-found");
        (await server.As(bob, "PATCH", $"/app-notifications/{Guid.Empty}/mark-as-read", "{}")).IsFault(404, "app-notification/not-found");
        (await server.As(bob, "PATCH", "/app-notifications/x/mark-as-read", "{}")).IsFault(404, "app-notification/not-found");
        Assert.Equal("1", (await server.As(bob, "GET", "/app-notifications/count")).Body.GetRawText());
    }

    [Fact]
    public async Task All_are_marked_as_read()
    {
        var bob = await Told(3);
        const string Path = "/app-notifications/mark-all-as-read";
        Assert.Equal("""{"markedAsRead":3}""", (await server.As(bob, "PATCH", Path, "{}")).Body.GetRawText());
        Assert.Equal("""{"markedAsRead":0}""", (await server.As(bob, "PATCH", Path, "{}")).Body.GetRawText());
        Assert.Equal("0", (await server.As(bob, "GET", "/app-notifications/count")).Body.GetRawText());
    }

    [Fact]
    public async Task Pages_of_every_size_add_up_to_the_whole()
    {
        var bob = await Told(7);
        var all = await List(bob, "?limit=50");
        Assert.Equal(7, all.Count);
        Assert.Equal(all[..5], await List(bob, ""));
        Assert.Equal(all, await List(bob, "?limit=1000"));
        for (var limit = 1; limit <= 8; limit++)
        {
            var seen = new List<Guid>();
            for (var page = 1; page <= 8; page++)
                seen.AddRange(await List(bob, $"?page={page}&limit={limit}"));
            Assert.Equal(all, seen);
        }

        var path = $"/v7/{bob.Community.Id.Value}/app-notifications?limit=2&page=2";
        var seven = await server.Send("GET", path, server.Token(bob, "replyke"));
        Assert.Equal(all[2..4], seven["data"].EnumerateArray().Select(one => one.GetProperty("id").GetGuid()));
        Assert.Equal("""{"page":2,"pageSize":2,"totalPages":4,"totalItems":7,"hasMore":true}""", seven["pagination"].GetRawText());
    }

    [Theory]
    [InlineData("page=0", "app-notification/invalid-page")]
    [InlineData("page=-1", "app-notification/invalid-page")]
    [InlineData("page=x", "app-notification/invalid-page")]
    [InlineData("page=99999999999999999999", "app-notification/invalid-page")]
    [InlineData("limit=0", "app-notification/invalid-limit")]
    [InlineData("limit=1.5", "app-notification/invalid-limit")]
    [InlineData("limit=-5", "app-notification/invalid-limit")]
    public async Task A_page_or_limit_that_is_none_is_refused(string query, string code) =>
        (await server.As(await server.Person("ann"), "GET", $"/app-notifications?{query}")).IsFault(400, code);

    [Fact]
    public async Task A_page_beyond_every_list_is_empty() =>
        Assert.Equal("[]", (await server.As(await Told(1), "GET", "/app-notifications?page=9007199254740991")).Body.GetRawText());

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/count")]
    [InlineData("PATCH", "/x/mark-as-read")]
    [InlineData("PATCH", "/mark-all-as-read")]
    public async Task Nobody_is_told_without_signing_in(string method, string path) =>
        (await server.Send(method, $"{ReplykeApi.ProjectOf(server.Community)}/app-notifications{path}")).IsFault(401, "auth/unauthorized");

    private async Task<(Person Ann, Person Bob)> Two() => (await server.Person("ann"), await server.Person("bob"));

    private async Task<Person> Told(int times)
    {
        var bob = await server.Person("bob");
        for (var i = 0; i < times; i++)
            await server.Requested(await server.Person("ann"), bob);
        return bob;
    }

    private async Task<List<Guid>> List(Person person, string query)
    {
        var list = (await server.As(person, "GET", $"/app-notifications{query}")).Body;
        return [.. list.EnumerateArray().Select(one => one.GetProperty("id").GetGuid())];
    }

    private async Task<string> Mark(Person person, Guid id)
    {
        var path = $"{ReplykeApi.ProjectOf(person.Community)}/app-notifications/{id}/mark-as-read";
        using var message = new HttpRequestMessage(HttpMethod.Patch, new Uri(path, UriKind.Relative)) { Content = new StringContent("{}") };
        message.Headers.Add("Authorization", $"Bearer {server.Token(person, "replyke")}");
        using var answer = await server.Http.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
