using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class ServiceKeyTests(TestServer server)
{
    [Fact]
    public async Task A_service_asks_and_answers_for_whom_it_names()
    {
        var key = await Key(server.Community);
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        var asked = await Send(key, "POST", $"/users/{bob.Key.Value}/connection", Acting("actingUserId", ann, ""","message":"Hi"}"""));
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        var list = await Send(key, "GET", $"/connections/pending/received?userId={bob.Key.Value}");
        Assert.Equal("Hi", Assert.Single(list["requests"].EnumerateArray()).GetProperty("message").GetString());
        var accepted = await Send(key, "PATCH", $"/connections/{asked["id"].GetString()}/accept", Acting("userId", bob, "}"));
        Assert.Equal("accepted", accepted["status"].GetString());
        Assert.Equal(Tie.Connected, await server.Tie(ann, bob));
        var ended = await Send(key, "DELETE", $"/users/{bob.Key.Value}/connection?userId={ann.Key.Value}");
        Assert.Equal("disconnect", ended["action"].GetString());
    }

    [Fact]
    public async Task A_service_has_no_more_rights_than_the_person_it_acts_for()
    {
        var key = await Key(server.Community);
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        var id = await server.Ask(ann, bob);
        (await Send(key, "PATCH", $"/connections/{id}/accept", Acting("userId", ann, "}"))).IsFault(403, "connection/unauthorized");
        (await Send(key, "POST", $"/users/{bob.Key.Value}/connection", Acting("actingUserId", bob, "}")))
            .IsFault(400, "connection/self-request");
    }

    [Fact]
    public async Task It_has_to_name_somebody_of_the_project()
    {
        var key = await Key(server.Community);
        var stranger = await server.Person("stranger", community: await server.NewCommunity("elsewhere"));
        (await Send(key, "GET", "/connections")).IsFault(400, "user/invalid-user-id");
        (await Send(key, "GET", "/connections?userId=x")).IsFault(400, "user/invalid-user-id");
        (await Send(key, "POST", $"/users/{Guid.Empty}/connection", """{"actingUserId":5}""")).IsFault(400, "user/invalid-user-id");
        (await Send(key, "POST", $"/users/{Guid.Empty}/connection", "{")).IsFault(400, "user/invalid-user-id");
        (await Send(key, "GET", $"/connections?userId={Guid.Empty}")).IsFault(404, "user/not-found");
        (await Send(key, "GET", $"/connections?userId={stranger.Key.Value}")).IsFault(404, "user/not-found");
    }

    [Fact]
    public async Task Paths_without_a_project_mean_the_keys()
    {
        var ann = await server.Person("ann");
        var reply = await server.Send("GET", $"/api/v6/connections/count?userId={ann.Key.Value}", await Key(server.Community));
        Assert.Equal("""{"count":0}""", reply.Body.GetRawText());
    }

    [Fact]
    public async Task A_key_is_good_for_its_project_only()
    {
        var ann = await server.Person("ann");
        var foreign = await Key(await server.NewCommunity("elsewhere"));
        (await Send(foreign, "GET", $"/connections?userId={ann.Key.Value}")).IsFault(403, "auth/project-mismatch");
        using var message = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"{ReplykeApi.ProjectOf(server.Community)}/connections?userId={ann.Key.Value}", UriKind.Relative));
        message.Headers.Add("Authorization", $"Bearer {await Key(server.Community)}");
        message.Headers.Add("X-Replyke-Project-ID", $"{Guid.Empty}");
        (await server.Send(message)).IsFault(403, "auth/project-mismatch");
    }

    [Fact]
    public async Task A_revoked_or_invented_key_is_worth_nothing_at_once()
    {
        var ann = await server.Person("ann");
        var keys = server.Get<ServiceKeys>();
        var (key, secret) = await keys.Issue(server.Community, "test", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await Send(secret, "GET", $"/connections?userId={ann.Key.Value}")).Status);
        await keys.Revoke(server.Community, key.Id, TestContext.Current.CancellationToken);
        (await Send(secret, "GET", $"/connections?userId={ann.Key.Value}")).IsFault(403, "auth/invalid-token");
        (await Send(secret[..^1], "GET", $"/connections?userId={ann.Key.Value}")).IsFault(403, "auth/invalid-token");
        (await server.Send("GET", $"/api/v6/connections?userId={ann.Key.Value}", secret)).IsFault(403, "auth/invalid-token");
    }

    [Fact]
    public async Task A_persons_token_acts_for_nobody_else()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Requested(ann, bob);
        var reply = await server.As(ann, "GET", $"/connections/pending/received?userId={bob.Key.Value}");
        Assert.Empty(reply["requests"].EnumerateArray());
    }

    [Fact]
    public async Task A_service_adds_whom_it_does_not_find_by_its_own_id()
    {
        var project = await server.NewCommunity("created");
        var key = await Key(project);
        var path = $"{ReplykeApi.ProjectOf(project)}/users/by-foreign-id?foreignId=ext%201&createIfNotFound=true&name=Ann%20Lee"
            + "&username=AnnLee&avatar=a.png&bio=Bio&metadata=%7B%22team%22%3A%22A%22%7D&secureMetadata=%7B%22secret%22%3A1%7D";
        (await server.Send("GET", path)).IsFault(404, "user/not-found");
        var added = await server.Send("GET", path, key);
        Assert.Equal(HttpStatusCode.Created, added.Status);
        var told = new[] { "foreignId", "name", "username", "avatar", "bio" }.Select(name => added[name].GetString());
        Assert.Equal(["ext 1", "Ann Lee", "annlee", "a.png", "Bio"], told);
        Assert.Equal("""{"team":"A"}""", added["metadata"].GetRawText());
        Assert.DoesNotContain("secret", added.Body.GetRawText(), StringComparison.Ordinal);
        var found = await server.Send("GET", path, key);
        Assert.Equal((HttpStatusCode.OK, added.Body.GetRawText()), (found.Status, found.Body.GetRawText()));
    }

    [Theory]
    [InlineData("metadata", "metadata=x")]
    [InlineData("metadata", "secureMetadata=5")]
    [InlineData("username", "username=a%40b")]
    [InlineData("bio", "bio=long")]
    public async Task Whom_it_adds_has_to_be_well_formed(string field, string query)
    {
        var key = await Key(server.Community);
        query = query.Replace("long", new string('x', 301), StringComparison.Ordinal);
        (await Send(key, "GET", $"/users/by-foreign-id?foreignId={server.Get<Ids>().Next()}&createIfNotFound=true&{query}"))
            .IsFaultOf(field, 400, "user/validation-failed");
    }

    [Fact]
    public async Task Somebody_added_twice_at_the_same_moment_is_added_once()
    {
        var project = await server.NewCommunity("created");
        var key = await Key(project);
        var path = $"{ReplykeApi.ProjectOf(project)}/users/by-foreign-id?foreignId=ext-1&createIfNotFound=true&username=ann";
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.Send("GET", path, key)));
        Assert.Single(replies, one => one.Status is HttpStatusCode.Created);
        Assert.Single(replies.Select(one => one["id"].GetGuid()).Distinct());
    }

    [Fact]
    public async Task A_service_changes_anybody_of_its_project()
    {
        var ann = await server.Person("ann");
        var reply = await Send(await Key(server.Community), "PATCH", $"/users/{ann.Key.Value}", """{"update":{"bio":"By a service"}}""");
        Assert.Equal((HttpStatusCode.OK, "By a service"), (reply.Status, reply["bio"].GetString()));
        (await Send(await Key(server.Community), "PATCH", $"/users/{Guid.Empty}", """{"update":{"bio":"x"}}"""))
            .IsFault(404, "user/not-found");
    }

    private static string Acting(string name, Person person, string rest) => $"{{\"{name}\":\"{person.Key.Value}\"{rest}";

    private async Task<string> Key(Community project) =>
        (await server.Get<ServiceKeys>().Issue(project, "test", TestContext.Current.CancellationToken)).Secret;

    private Task<Reply> Send(string key, string method, string path, string? body = null) =>
        server.Send(method, ReplykeApi.ProjectOf(server.Community) + path, key, body);
}
