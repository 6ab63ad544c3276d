using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Message)
{
    public JsonElement this[string member] => Body.GetProperty(member);

    public string? Text(string member) => this[member].GetString();

    /// <summary>The code of the fault, in this dialect's one shape for faults.</summary>
    public string? Code => Body.GetProperty("errors")[0].TryGetProperty("code", out var code)
        ? code.GetString()
        : Body.GetProperty("errors")[0].GetProperty("messages")[0].GetProperty("code").GetString();

    /// <summary>Ids of the users on a page, in its order; of requests, whom they lead to.</summary>
    public IReadOnlyList<long> Ids =>
        [.. this["results"].EnumerateArray().Select(row => UserIn(row).GetProperty("id").GetInt64())];

    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{Status} {Body}");
        return this;
    }

    private static JsonElement UserIn(JsonElement row) =>
        row.TryGetProperty("to_user", out var user) || row.TryGetProperty("from_user", out user) ? user : row;
}

/// <summary>A client of this dialect: calls as a person, or as nobody.</summary>
internal sealed class SelfCommunityClient(TestServer server, Community community, string? token)
{
    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Post(string path, string? json = null) =>
        Post(path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<Answer> Post(string path, HttpContent? body) => Send(HttpMethod.Post, path, body);

    public Task<Answer> Form(string path, params (string Name, string Value)[] form) =>
        Post(path, new FormUrlEncodedContent(form.Select(one => KeyValuePair.Create(one.Name, one.Value))));

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? body = null)
    {
        var stop = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute)) { Content = body };
        if (community.Id != server.Community.Id)
            request.Headers.Host = community.Hosts[0];
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await server.Http.SendAsync(request, stop);
        var text = await response.Content.ReadAsStringAsync(stop);
        return new(response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text), response);
    }
}

internal static class SelfCommunityClients
{
    /// <summary>The server as the person calls it.</summary>
    public static SelfCommunityClient As(this TestServer server, Person person) =>
        new(server, person.Community, server.Token(person, "selfcommunity"));

    /// <summary>The server as somebody calls it who holds this token.</summary>
    public static SelfCommunityClient With(this TestServer server, string? token, Community? community = null) =>
        new(server, community ?? server.Community, token);

    public static SelfCommunityClient Anonymous(this TestServer server, Community? community = null) => server.With(null, community);

    /// <summary>Adds a person of whom the integrator keeps an id of its own.</summary>
    public static async Task<Person> PersonOf(this TestServer server, string? externalId, Profile? profile = null)
    {
        var username = $"known{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var account = new NewAccount(username, $"{username}@example.org") { ExternalId = externalId, Profile = profile ?? new() };
        return new((await server.Get<AccountService>().Open(server.Community, account, default)).User!, "", server.Community);
    }

    /// <summary>Has a moderator block the person (SelfCommunity's word; the core's is suspended).</summary>
    public static Task Suspend(this TestServer server, Person person) =>
        server.Store.Save(person.User with { Status = UserStatus.Suspended }, default);
}
