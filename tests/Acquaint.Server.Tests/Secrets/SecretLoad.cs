using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

#pragma warning disable MA0009 // the texts are the server's own

namespace Acquaint.Server.Tests.Secrets;

/// <summary>A server of its own that says all it can, and somebody who presents it every kind of credential, right and wrong.</summary>
internal sealed class SecretLoad : IAsyncDisposable
{
    private const string Password = "the-one-password-of-this-test";
    private const string Guess = "another-password-somebody-tried";
    private const string SigningKey = "the-one-signing-key-of-this-test-which-is-long";
    private const string TokenSecret = "the-one-token-secret-of-this-test-which-is-long";
    private readonly TestDatabase _database;
    private readonly ServerProcess _process;
    private readonly HttpClient _http;
    private readonly HashSet<string> _secrets = [Password, Guess, SigningKey, TokenSecret];
    private readonly List<(string Call, string Text, bool GivesTokens)> _answers = [];

    private SecretLoad(TestDatabase database, ServerProcess process)
    {
        (_database, _process) = (database, process);
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = process.Url };
    }

    /// <summary>What nobody may read but who brought it or was given it.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    /// <summary>Everything that was answered; sign-ins and renewals, which answer with tokens, are marked.</summary>
    public IReadOnlyList<(string Call, string Text, bool GivesTokens)> Answers => _answers;

    private string IamKey { get; set; } = "";

    private string Project { get; set; } = "";

    private string ServiceKey { get; set; } = "";

    private string Key { get; set; } = "";

    public static async Task<SecretLoad> Start()
    {
        var database = await TestDatabase.OfThisRun();
        var environment = new Dictionary<string, string> { [ServerSettings.SigningKeyVariable] = SigningKey };
        async Task<string> Run(params string[] verb)
        {
            var ran = await ServerProcess.Run(environment, [.. verb, "--database", database.ConnectionString]);
            return ran.ExitCode == 0 ? ran.Output : throw new InvalidOperationException(ran.Error);
        }

        var ann = JsonDocument.Parse(
            await Run("user", "add", "ann", "--password", Password, "--email", "ann@example.org", "--admin", "--json")).RootElement;
        await Run("community", "set", "Community", "token-secret", TokenSecret);
        var community = JsonDocument.Parse(await Run("community", "list", "--json")).RootElement[0];
        var key = await Run("key", "add", "integrator");
        const string asp = "Microsoft.AspNetCore";
        foreach (var category in new[] { "Default", "Microsoft", asp, $"{asp}.Server.Kestrel.BadRequests", "System", "Npgsql" })
        {
            environment[$"Logging__LogLevel__{category}"] = "Trace";
            environment[$"Logging__Console__LogLevel__{category}"] = "Trace";
        }

        var load = new SecretLoad(database, await ServerProcess.Serve(environment, "--database", database.ConnectionString))
        {
            IamKey = community.GetProperty("iamKey").GetString()!,
            Project = community.GetProperty("id").GetString()!,
            ServiceKey = key,
            Key = ann.GetProperty("key").GetString()!,
        };
        var derived = Accounts.SigningKey.Of(SigningKey).Bytes;
        load._secrets.UnionWith([load.IamKey, key, Convert.ToBase64String(derived), Convert.ToHexStringLower(derived)]);
        await using var store = await Database.Open(database.ConnectionString, default);
        load._secrets.Add((await store.PasswordHash(new(ann.GetProperty("id").GetInt64()), default))!);
        return load;
    }

    public async Task Run()
    {
        await SelfCommunity();
        await Replyke();
        await HigherLogic();
        await Malformed();
        await Break();
        await SelfCommunity();
        await Replyke();
        await HigherLogic();
    }

    /// <summary>Ends the server; all that it printed.</summary>
    public async Task<string> Log()
    {
        await _process.Stop();
        return _process.Before + await _process.Output + await _process.Errors;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Dispose();
        await _database.DisposeAsync();
    }

    private async Task SelfCommunity()
    {
        var tokens = await SignIn("/oauth/token/", $"grant_type=password&username=ann&password={Password}&client_id=x");
        await Post("/oauth/token/", $"grant_type=password&username=ann&password={Guess}", Form);
        await Post("/oauth/token/", $"grant_type=password&username=nobody&password={Guess}", Form);
        await Post("/api/v2/jwt/token/", $$"""{"username":"ann","password":"{{Guess}}"}""");
        foreach (var token in tokens.Append($"{tokens[0]}x").Append(ServiceKey))
        {
            await Send(HttpMethod.Get, "/api/v2/user/me/", ("Authorization", $"Bearer {token}"));
            await Send(HttpMethod.Get, "/api/v2/nothing/", ("Authorization", $"Bearer {token}"));
            await Post("/api/v2/jwt/verify_token/", $"token={token}", Form);
            await Post("/oauth/token/", $"grant_type=refresh_token&refresh_token={token}", Form, givesTokens: true);
        }

        await Post("/oauth/revoke_token/", $"token={tokens[^1]}", Form);
    }

    private async Task Replyke()
    {
        var root = $"/api/v6/{Project}";
        var tokens = await SignIn($"{root}/auth/sign-in", $$"""{"email":"ann@example.org","password":"{{Password}}"}""", Json);
        await Post($"{root}/auth/sign-in", $$"""{"email":"ann@example.org","password":"{{Guess}}"}""");
        await Post($"{root}/auth/sign-in", $$"""{"email":"nobody@example.org","password":"{{Guess}}"}""");
        await Post($"{root}/auth/sign-up", $$"""{"email":"ann@example.org","password":"{{Guess}}"}""");
        foreach (var token in tokens.Append($"{tokens[0]}x").Append(ServiceKey).Append($"{ServiceKey}x"))
        {
            await Send(HttpMethod.Get, $"{root}/connections", ("Authorization", $"Bearer {token}"));
            await Send(HttpMethod.Get, $"{root}/connections?userId={Key}", ("Authorization", $"Bearer {token}"));
            await Send(HttpMethod.Get, $"{root}/blocks", ("Cookie", $"replyke-refresh-jwt={token}"));
            await Post($"{root}/auth/request-new-access-token", $$"""{"refreshToken":"{{token}}"}""", Json, givesTokens: true);
            await Post($"{root}/auth/verify-external-user", $$"""{"userJwt":"{{token}}"}""");
        }

        await Post($"{root}/auth/change-password", $$"""{"password":"{{Guess}}","newPassword":"{{Password}}"}""", Json, bearer: tokens[0]);
        var signing = $$"""{"payload":{"id":"x"},"projectId":"{{Project}}","privateKey":"{{Guess}}"}""";
        await Post($"{root}/crypto/sign-testing-jwt", signing);
        await Post($"{root}/auth/sign-out", $$"""{"refreshToken":"{{tokens[^1]}}"}""");
    }

    private async Task HigherLogic()
    {
        const string root = "/api/v2.0";
        var iam = ("HLIAMKey", IamKey);
        var tokens = await SignIn($"{root}/Authentication/Login", $$"""{"Username":"ann","Password":"{{Password}}"}""", Json, iam);
        await Post($"{root}/Authentication/Login", $$"""{"Username":"ann","Password":"{{Guess}}"}""");
        var xml = $"<LoginCredentials><Password>{Guess}</Password><Username>ann</Username>";
        await Post($"{root}/Authentication/Login", xml, "application/xml");
        foreach (var credential in new[] { Password, Guess, $"{tokens[0]}x", tokens[0] })
        {
            foreach (var name in new[] { "HLPassword", "HLAuthToken" })
                await Send(HttpMethod.Get, $"{root}/Contacts/GetWhoAmI", iam, (name, credential));
            await Send(HttpMethod.Get, $"{root}/Contacts/Nothing", iam, ("Cookie", $"HLAuthToken={credential}"));
            await Send(HttpMethod.Get, $"/higherlogic/external{root}/Contacts/GetMyContacts", ("Authorization", $"Bearer {credential}"));
        }

        await Send(HttpMethod.Get, $"{root}/Contacts/GetMyContacts", ("HLTenantKey", IamKey), ("HLIAMKey", Guess));
        await Send(HttpMethod.Get, $"{root}/Authentication/GetTenantDetail?communityUrl=http://localhost/");
    }

    /// <summary>What no parser gets through: broken bodies, bodies too large, headers that are none.</summary>
    private async Task Malformed()
    {
        foreach (var path in new[] { "/oauth/token/", $"/api/v6/{Project}/auth/sign-in", "/api/v2.0/Authentication/Login" })
        {
            await Post(path, $$"""{"username":"ann","password":"{{Password}}" """);
            await Post(path, $$"""{"password":"{{Password}}","filler":"{{new string('x', 70_000)}}"}""");
            await Post(path, Password, "text/plain");
            await Send(HttpMethod.Put, path, ("Authorization", $"Bearer {ServiceKey}"));
        }

        foreach (var secret in _secrets.ToList())
        {
            await Raw($"GET / HTTP/1.1\r\nConnection: close\r\nHost: x\r\nHLPassword : {secret}\r\n\r\n");
            await Raw($"GET / HTTP/1.1\r\nConnection: close\r\nHost: x\r\nAuthorization: Bearer {secret}\u0001\r\n\r\n");
            await Raw($"GET / HTTP/1.1\r\nConnection: close\r\nAuthorization Bearer {secret}\r\n\r\n");
        }
    }

    /// <summary>From then on every sign-in and every renewal is a fault of the server.</summary>
    private async Task Break()
    {
        await using var engine = await Database.OpenEngine(_database.ConnectionString, default);
        await engine.Write(
            async session =>
            {
                await session.Script("DROP TABLE sessions");
                return new Written<int>(0);
            },
            default);
    }

    private async Task<List<string>> SignIn(
        string path, string body, string type = Form, params (string Name, string Value)[] headers)
    {
        var answer = await Send(HttpMethod.Post, path, body, type, headers, givesTokens: true);
        var tokens = Regex.Matches(answer, @"eyJ[\w-]+\.[\w-]+\.[\w-]+").Select(match => match.Value).Distinct().ToList();
        _secrets.UnionWith(tokens);
        // A broken server gives none; whatever is presented then looks like one.
        return tokens.Count > 0 ? tokens : [$"eyJhbGciOiJIUzI1NiJ9.e30.{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}"];
    }

    private Task<string> Post(string path, string body, string type = Json, string? bearer = null, bool givesTokens = false) =>
        Send(HttpMethod.Post, path, body, type, bearer is null ? [] : [("Authorization", $"Bearer {bearer}")], givesTokens);

    private Task<string> Send(HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        Send(method, path, null, "", headers, givesTokens: false);

    private async Task<string> Send(
        HttpMethod method, string path, string? body, string type, (string Name, string Value)[] headers, bool givesTokens)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await _http.SendAsync(request);
        var text = $"{(int)answer.StatusCode} {answer.Headers} {await answer.Content.ReadAsStringAsync()}";
        _answers.Add(($"{method} {path}", text, givesTokens));
        return text;
    }

    private async Task Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_process.Url.Host, _process.Url.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        _answers.Add((request, await reader.ReadToEndAsync(), false));
    }

    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
}
