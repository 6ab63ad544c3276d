using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

#pragma warning disable MA0009 // the texts are the server's own

namespace Acquaint.Server.Tests.Secrets;

/// <summary>Keys, tokens, passwords and their hashes are nowhere but where they belong, and guessing tells nothing.</summary>
public sealed class SecretsTests(TestServer server)
{
    [Fact]
    public async Task The_most_talkative_log_and_all_answers_hold_no_secret()
    {
        await using var load = await SecretLoad.Start();
        await load.Run();
        var log = await load.Log();
        // Or a silent server would pass, or one that nothing went wrong at.
        foreach (var said in new[] { "trce: ", "dbug: ", "Request starting", " failed", "Exception" })
            Assert.Contains(said, log, StringComparison.Ordinal);
        Assert.Contains(load.Answers, answer => answer.Text.StartsWith("500", StringComparison.Ordinal));
        Assert.True(load.Secrets.Count > 12, string.Join('\n', load.Secrets));
        var told =
            from line in log.Split('\n')
            where load.Secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase))
            select line;
        Assert.True(!told.Any(), string.Join('\n', told.Take(20)));
        Assert.Empty(
            from answer in load.Answers
            from secret in load.Secrets
            where answer.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)
            where !answer.GivesTokens || !secret.StartsWith("eyJ", StringComparison.Ordinal)
            select $"{answer.Call}: {secret}");
    }

    [Fact]
    public async Task Documents_and_help_pages_show_nothing_that_opens_anything()
    {
        var pages = new Dictionary<string, string>();
        var documents = server.Get<IEnumerable<IDialect>>().Select(dialect => $"/openapi/{dialect.Name}.json");
        foreach (var path in documents.Append("/Help").Append("/v2.0/Help"))
            pages[path] = await Read(path);
        foreach (var path in pages.Values.SelectMany(LinksIn).Distinct().ToList())
            pages[path] = await Read(path);
        foreach (var path in pages.Values.SelectMany(LinksIn).Distinct().Except(pages.Keys).ToList())
            pages[path] = await Read(path);
        Assert.True(pages.Count > 40, $"{pages.Count}");
        var all = string.Join('\n', pages.Values);

        foreach (var community in await server.Store.Communities(default))
        {
            Assert.DoesNotContain($"{community.IamKey}", all, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(community.TokenSecret, all, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("acquaint_sk_", all, StringComparison.Ordinal);
        Assert.DoesNotContain("AQAAAA", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(server.Get<SigningKey>().Bytes)[..40], all, StringComparison.Ordinal);
        var tokens = Regex.Matches(all, @"eyJ[\w-]+\.[\w-]+\.[\w-]+").Select(match => match.Value).Distinct().ToList();
        Assert.NotEmpty(tokens);
        foreach (var token in tokens)
            await OpensNothing(token);
    }

    /// <summary>Each way to sign in, with a name and a password.</summary>
    public static TheoryData<string> Ways => ["oauth", "jwt", "replyke", "login", "iam"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_sign_in_costs_the_same_whoever_there_is(string way)
    {
        var (ann, bob) = (await server.Person("ann", UserRole.Admin), await server.Person("bob"));
        await server.Store.SetPasswordHash(bob.Id, null, default);
        var nobody = await server.NewCommunity("nobody");
        foreach (var name in new[] { ann.Name, bob.Name, "nobody-at-all", new string('n', 300) })
        {
            var password = $"tried {way} {name}";
            Assert.False(await SignIn(way, name, password, name == ann.Name ? server.Community : nobody));
            Assert.Equal(1, server.Hasher.Verified(password));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_password_is_so_long_that_hashing_it_is_work(string way)
    {
        var ann = await server.Person("ann");
        foreach (var name in new[] { ann.Name, "nobody-at-all" })
        {
            var password = $"tried {way} {name} {new string('x', Limits.PasswordLength)}";
            Assert.False(await SignIn(way, name, password, server.Community));
            Assert.Equal(0, server.Hasher.Verified(password));
        }
    }

    [Fact]
    public async Task A_communitys_key_tells_nothing_of_its_making()
    {
        var (one, two) = (await server.NewCommunity("one"), await server.NewCommunity("two"));
        Assert.Equal((4, 4), (one.IamKey.Version, two.IamKey.Version));
        Assert.NotEqual($"{one.IamKey}"[..8], $"{two.IamKey}"[..8]);
        Assert.True(Secret.IsSame(one.IamKey, new Guid($"{one.IamKey}")));
        Assert.False(Secret.IsSame(one.IamKey, two.IamKey));
    }

    private async Task<bool> SignIn(string way, string name, string password, Community community)
    {
        var (user, secret) = (Uri.EscapeDataString(name), Uri.EscapeDataString(password));
        using var request = way switch
        {
            "oauth" => Post("/oauth/token/", $"grant_type=password&username={user}&password={secret}", Form),
            "jwt" => Post("/api/v2/jwt/token/", $"username={user}&password={secret}", Form),
            "replyke" => Post(
                $"/api/v6/{server.Community.Id.Value}/auth/sign-in", $$"""{"email":"{{name}}","password":"{{password}}"}""", Json),
            "login" => Post("/api/v2.0/Authentication/Login", $$"""{"Username":"{{name}}","Password":"{{password}}"}""", Json),
            _ => new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v2.0/Contacts/GetMyContacts", UriKind.Relative)),
        };
        if (way is "login")
            request.Headers.Add("HLIAMKey", $"{server.Community.IamKey}");
        if (way is "iam")
        {
            request.Headers.Add("HLIAMKey", $"{community.IamKey}");
            request.Headers.Add("HLPassword", password);
        }

        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError);
        return answer.IsSuccessStatusCode;
    }

    private async Task OpensNothing(string token)
    {
        (string Path, string Header, string Value)[] doors =
        [
            ("/api/v2/user/me/", "Authorization", $"Bearer {token}"),
            ("/api/v6/connections", "Authorization", $"Bearer {token}"),
            ("/api/v2.0/Contacts/GetMyContacts", "HLAuthToken", token),
            ("/higherlogic/external/api/v2.0/Contacts/GetMyContacts", "Authorization", $"Bearer {token}"),
        ];
        foreach (var (path, header, value) in doors)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Add(header, value);
            request.Headers.Add("HLIAMKey", $"{server.Community.IamKey}");
            using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{path} {answer.StatusCode}");
        }
    }

    private Task<string> Read(string path) =>
        server.Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static IEnumerable<string> LinksIn(string page) =>
        Regex.Matches(page, "href=\"(/Help/[^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    private static HttpRequestMessage Post(string path, string body, string type) =>
        new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, type) };

    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
}
