using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

/// <summary>Calls the dialect over HTTP, as a person or as nobody.</summary>
internal static class ReplykeApi
{
    public static string ProjectOf(Community community) => $"/api/v6/{community.Id.Value}";

    /// <summary>Sends below the person's own project.</summary>
    public static Task<Reply> As(this TestServer server, Person person, string method, string path, string? body = null) =>
        server.Send(method, ProjectOf(person.Community) + path, server.Token(person, "replyke"), body);

    public static async Task<Reply> Send(this TestServer server, string method, string path, string? token = null, string? body = null)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (token is not null)
            message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (body is not null)
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await server.Send(message);
    }

    public static async Task<Reply> Send(this TestServer server, HttpRequestMessage message)
    {
        using var answer = await server.Http.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (text.Length > 0)
            Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        using var document = text.Length == 0 ? null : JsonDocument.Parse(text);
        return new(answer.StatusCode, document?.RootElement.Clone() ?? default, answer.Headers);
    }

    /// <summary>Has one ask the other over the wire; the id of the request.</summary>
    public static async Task<string> Ask(this TestServer server, Person requester, Person addressee, string body = "{}")
    {
        var reply = await server.As(requester, "POST", $"/users/{addressee.Key.Value}/connection", body);
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        return reply.Body.GetProperty("id").GetString()!;
    }

    /// <summary>The request between two people, as the first sees it in the store.</summary>
    public static async Task<Request> RequestBetween(this TestServer server, Person viewer, Person other) =>
        (await server.Store.Relation(viewer.Id, other.Id, default)).Request!;

    public static Task Suspend(this TestServer server, Person person) =>
        server.Store.Save(person.User with { Status = UserStatus.Suspended }, default);
}

/// <summary>What the server said.</summary>
internal sealed record Reply(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public JsonElement this[string name] => Body.GetProperty(name);

    public string? Cookie => Headers.TryGetValues("Set-Cookie", out var values) ? values.Single() : null;

    /// <summary>Expects exactly the members error and code, in this order.</summary>
    public void IsFault(int status, string code, string? error = null)
    {
        Assert.Equal((status, code), ((int)Status, this["code"].GetString()));
        Assert.Equal(["error", "code"], Names(Body));
        if (error is not null)
            Assert.Equal(error, this["error"].GetString());
    }

    /// <summary>Expects a fault of one field.</summary>
    public void IsFaultOf(string field, int status, string code)
    {
        Assert.Equal((status, code, field), ((int)Status, this["code"].GetString(), this["field"].GetString()));
        Assert.Equal(["error", "code", "field"], Names(Body));
    }

    public static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(member => member.Name);
}
