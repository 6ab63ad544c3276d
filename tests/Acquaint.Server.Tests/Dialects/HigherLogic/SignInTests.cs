using System.Net;
using System.Xml.Linq;
using Microsoft.IdentityModel.JsonWebTokens;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>Who calls: sign-in, tokens, keys, cookies, passwords.</summary>
public sealed class SignInTests(TestServer server)
{
    private const string Nobody = "00000000-0000-0000-0000-000000000000";
    private const string Operation = "Friends/GetPendingSentFriendRequests";

    private readonly HigherLogicClient _client = new(server);

    [Theory]
    [InlineData(HigherLogicClient.V1, """{"Username":"@@","Password":"correct horse","preView":null}""")]
    [InlineData(HigherLogicClient.V2, """{"password":"correct horse","username":"@@","HLIAMKey":"x"}""")]
    [InlineData(HigherLogicClient.External, """{"USERNAME":"@@@example.org","Password":"correct horse","a":[{"b":1}]}""")]
    public async Task Signing_in_gives_a_token_in_body_and_header(string prefix, string body)
    {
        var ann = await server.Person("ann");
        var answer = await _client.Login(body.Replace("@@", ann.Name, StringComparison.Ordinal), prefix: prefix);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal($$"""{"Token":"{{answer.Header("HLAuthToken")}}"}""", answer.Body);
        Assert.Equal(ann.Key.Value.ToString(), answer.Header("CurrentContactKey"));
        await IsSignedIn(ann, WithKey(("HLAuthToken", answer.Header("HLAuthToken")!)));
    }

    [Theory]
    [InlineData("application/xml", """
        <LoginCredentials xmlns="http://schemas.datacontract.org/2004/07/HigherLogic.API.Models.Enterprise">
          <Password>correct horse</Password><Username>@@</Username>
        </LoginCredentials>
        """)]
    [InlineData("text/xml; charset=utf-8", """
        <?xml version="1.0"?><LoginCredentials><extra><Username>no</Username></extra><username>@@</username>
          <password>correct horse</password></LoginCredentials>
        """)]
    public async Task Signing_in_takes_XML_with_members_in_any_order(string contentType, string body)
    {
        var ann = await server.Person("ann");
        var answer = await _client.Login(body.Replace("@@", ann.Name, StringComparison.Ordinal), contentType);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(contentType.Split(';')[0], answer.MediaType);
        XNamespace models = "http://schemas.datacontract.org/2004/07/HigherLogic.API.Models.Enterprise";
        var root = XDocument.Parse(answer.Body).Root!;
        Assert.Equal(models + "AuthToken", root.Name);
        Assert.Equal(answer.Header("HLAuthToken"), root.Element(models + "Token")!.Value);
    }

    [Fact]
    public async Task A_password_of_spaces_survives_XML()
    {
        var account = new NewAccount($"spacy{server.Get<Ids>().Next():N}", null, "   ");
        await server.Get<AccountService>().Open(server.Community, account, TestContext.Current.CancellationToken);
        var body = $"<LoginCredentials><Username>{account.Username}</Username><Password>   </Password></LoginCredentials>";
        Assert.Equal(HttpStatusCode.OK, (await _client.Login(body, "text/xml")).Status);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_another_community_look_alike()
    {
        var other = await server.NewCommunity("elsewhere");
        var (ann, far) = (await server.Person("ann"), await server.Person("far", community: other));
        foreach (var (name, password) in new[] { (ann.Name, "wrong"), (ann.Name, ""), ("nobody at all", "x"), (far.Name, far.Password) })
        {
            var answer = await _client.Login($$"""{"Username":"{{name}}","Password":"{{password}}"}""");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal("""{"Message":"The username or password is incorrect.","ErrorCode":401}""", answer.Body);
            Assert.Equal(Nobody, answer.Header("CurrentContactKey"));
            Assert.Null(answer.Header("HLAuthToken"));
        }

        var there = await _client.Login($$"""{"Username":"{{far.Name}}","Password":"{{far.Password}}"}""", community: other);
        Assert.Equal(HttpStatusCode.OK, there.Status);
    }

    [Fact]
    public async Task Signing_in_needs_a_communitys_key()
    {
        var ann = await server.Person("ann");
        foreach (var key in new[] { null, "", "nonsense", Nobody, $"{server.Community.IamKey}, {server.Community.IamKey}" })
        {
            var request = HigherLogicClient.Bare(HttpMethod.Post, "Authentication/Login");
            if (key is not null)
                request.Headers.TryAddWithoutValidation("HLIAMKey", key);
            request.Content = new StringContent($$"""{"Username":"{{ann.Name}}","Password":"{{ann.Password}}"}""");
            Assert.Equal(HttpStatusCode.Unauthorized, (await _client.Send(request)).Status);
        }
    }

    [Fact]
    public async Task A_stale_token_does_not_stand_in_the_way_of_a_new_one()
    {
        var ann = await server.Person("ann");
        var request = WithKey(("HLAuthToken", "stale"));
        (request.Method, request.RequestUri) = (HttpMethod.Post, new Uri("/api/v1.0/Authentication/Login", UriKind.Relative));
        request.Content = new StringContent(
            $$"""{"Username":"{{ann.Name}}","Password":"{{ann.Password}}"}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.OK, (await _client.Send(request)).Status);
    }

    [Fact]
    public async Task The_tenant_key_is_the_communitys_id_or_its_key()
    {
        var ann = await server.Person("ann");
        var token = server.Token(ann, "higherlogic");
        foreach (var key in new[] { $"{ann.Community.Id.Value}", $"{ann.Community.IamKey}".ToUpperInvariant() })
            await IsSignedIn(ann, With(("HLTenantKey", key), ("HLAuthToken", token)));
        await IsRefused(With(("HLTenantKey", $"{ann.Key.Value}"), ("HLAuthToken", token)));
        await IsRefused(With(("HLIAMKey", $"{ann.Community.Id.Value}"), ("HLAuthToken", token)));
        await IsRefused(With(("HLAuthToken", token)));
    }

    [Fact]
    public async Task A_token_is_worth_nothing_in_another_community()
    {
        var other = await server.NewCommunity("elsewhere");
        var far = await server.Person("far", community: other);
        var token = server.Token(far, "higherlogic");
        await IsRefused(WithKey(("HLAuthToken", token)));
        await IsRefused(WithKey(("Cookie", $"HLAuthToken={token}")));
        await IsRefused(External(("Authorization", $"Bearer {token}"), ("HLIAMKey", $"{server.Community.IamKey}")));
        await IsSignedIn(far, External(("Authorization", $"Bearer {token}"), ("HLIAMKey", $"{other.IamKey}")));
    }

    [Fact]
    public async Task A_token_that_is_remembered_is_still_worth_nothing_in_another_community()
    {
        var far = await server.Person("far", community: await server.NewCommunity("elsewhere"));
        var token = server.Token(far, "higherlogic");
        for (var i = 0; i < 2; i++)
        {
            await IsSignedIn(far, External(("Authorization", $"Bearer {token}")));
            await IsRefused(External(("Authorization", $"Bearer {token}"), ("HLIAMKey", $"{server.Community.IamKey}")));
            await IsRefused(WithKey(("HLAuthToken", token)));
            await IsRefused(WithKey(("Cookie", $"HLAuthToken={token}")));
        }
    }

    [Fact]
    public async Task A_token_lasts_a_day()
    {
        var token = new JsonWebToken(server.Token(await server.Person("ann"), "higherlogic"));
        Assert.Equal(TimeSpan.FromHours(24), token.ValidTo - token.IssuedAt);
    }

    [Fact]
    public async Task Only_a_current_token_of_this_dialect_signs_in()
    {
        var ann = await server.Person("ann");
        Dictionary<string, object> claims = new()
        {
            ["sub"] = $"{ann.Key.Value}",
            ["community"] = $"{ann.Community.Id.Value}",
            ["use"] = "higherlogic",
        };
        var (jwt, key) = (server.Get<Jwt>(), server.Get<SigningKey>().Bytes);
        var hour = TimeSpan.FromHours(1);
        await IsSignedIn(ann, WithKey(("HLAuthToken", jwt.Sign(key, claims, hour))));
        await IsRefused(WithKey(("HLAuthToken", jwt.Sign(key, claims, -hour))));
        await IsRefused(WithKey(("HLAuthToken", jwt.Sign([.. Enumerable.Repeat((byte)1, 32)], claims, hour))));
        foreach (var claim in new[] { "sub", "community", "use" })
        {
            await IsRefused(WithKey(("HLAuthToken", jwt.Sign(key, new Dictionary<string, object>(claims) { [claim] = "replyke" }, hour))));
            await IsRefused(WithKey(("HLAuthToken", jwt.Sign(key, new Dictionary<string, object>(claims) { [claim] = Nobody }, hour))));
        }

        foreach (var garbage in new[] { "x", "a.b.c", "....", new string('x', 9000) })
            await IsRefused(WithKey(("HLAuthToken", garbage)));
        await IsRefused(WithKey());
    }

    [Fact]
    public async Task A_bearer_token_works_under_the_external_path_only()
    {
        var ann = await server.Person("ann");
        var token = server.Token(ann, "higherlogic");
        await IsSignedIn(ann, External(("Authorization", $"Bearer {token}")));
        await IsSignedIn(ann, External(("Authorization", $"bearer  {token}")));
        await IsRefused(External(("Authorization", $"Bearer {token}"), ("HLIAMKey", "nonsense")));
        await IsRefused(External(("Authorization", token)));
        await IsRefused(External(("Authorization", "Bearer x")));
        await IsRefused(External(("HLIAMKey", $"{ann.Community.IamKey}"), ("HLAuthToken", token)));
        await IsRefused(WithKey(("Authorization", $"Bearer {token}")));
    }

    [Fact]
    public async Task A_cookie_signs_in_from_pages_that_the_community_lists()
    {
        var community = await server.NewCommunity("cookies", rules => rules with { Origins = ["https://app.example.org"] });
        var ann = await server.Person("ann", community: community);
        (string, string)[] browser = [("HLIAMKey", $"{community.IamKey}"), ("Cookie", $"HLAuthToken={server.Token(ann, "higherlogic")}")];
        await IsSignedIn(ann, With(browser));
        await IsSignedIn(ann, With([.. browser, ("Origin", "https://app.example.org")]));
        await IsRefused(With([.. browser, ("Origin", "https://evil.example.org")]));
        await IsRefused(With([.. browser, ("Origin", "null")]));
        await IsRefused(With([.. browser, ("Origin", "https://evil.example.org"), ("Host", "xn--zz")]));
        await IsSignedIn(ann, With([.. browser, ("Origin", "http://me.example.org:81"), ("Host", "me.example.org:81")]));
        await IsRefused(With([.. browser, ("HLAuthToken", "wrong")]));
        var header = ("HLAuthToken", server.Token(ann, "higherlogic"));
        await IsSignedIn(ann, With([browser[0], header, ("Origin", "https://evil.example.org")]));
    }

    [Fact]
    public async Task A_browser_widget_sends_a_request_with_its_cookie()
    {
        var community = await server.NewCommunity("widgets", rules => rules with { Origins = ["https://app.example.org"] });
        var (ann, bob) = (await server.Person("ann", community: community), await server.Person("bob", community: community));
        var widget = HigherLogicClient.Bare(HttpMethod.Post, $"Friends/PostFriendRequest?contactKey={bob.Key.Value}");
        widget.Headers.Add("HLIAMKey", $"{community.IamKey}");
        widget.Headers.Add("Cookie", $"other=1; HLAuthToken={server.Token(ann, "higherlogic")}");
        widget.Headers.Add("Origin", "https://app.example.org");
        widget.Headers.Add("Accept", "application/json");
        widget.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        var answer = await _client.Send(widget);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("[true]", answer.Body);
        Assert.Equal("https://app.example.org", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("true", answer.Header("Access-Control-Allow-Credentials"));
        Assert.Contains("CurrentContactKey", answer.Header("Access-Control-Expose-Headers")!, StringComparison.Ordinal);
        Assert.Equal(Tie.Sent, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task The_secret_of_a_key_is_its_contacts_password()
    {
        var community = await server.NewCommunity("secrets");
        var key = ("HLIAMKey", $"{community.IamKey}");
        await IsRefused(With(key, ("HLPassword", "correct horse")));

        community = await server.NewCommunity("secrets");
        key = ("HLIAMKey", $"{community.IamKey}");
        await server.Person("member", community: community);
        var admin = await server.Person("admin", UserRole.Admin, community);
        await server.Person("later", UserRole.Admin, community);
        await IsSignedIn(admin, With(key, ("HLPassword", admin.Password)));
        await IsRefused(With(key, ("HLPassword", "wrong")));
        await IsRefused(External(key, ("HLPassword", admin.Password)));
        await IsRefused(With(key, ("HLPassword", admin.Password), ("HLAuthToken", "wrong")));
    }

    [Fact]
    public async Task The_contact_of_a_key_can_be_named()
    {
        var contact = await server.Person("contact", community: await server.NewCommunity("named"));
        await server.Person("admin", UserRole.Admin, contact.Community);
        await Name(contact.Community, contact.Id);
        await IsSignedIn(contact, With(("HLIAMKey", $"{contact.Community.IamKey}"), ("HLPassword", contact.Password)));

        var misled = await server.NewCommunity("misled");
        await server.Person("admin", UserRole.Admin, misled);
        await Name(misled, contact.Id);
        await IsRefused(With(("HLIAMKey", $"{misled.IamKey}"), ("HLPassword", contact.Password)));
    }

    [Fact]
    public async Task The_first_administrator_may_come_late_in_a_long_list()
    {
        var community = await server.NewCommunity("crowd");
        var accounts = server.Get<AccountService>();
        var stop = TestContext.Current.CancellationToken;
        await Task.WhenAll(Enumerable.Range(0, Limits.UnpagedList + 1)
            .Select(i => accounts.Open(community, new NewAccount($"member{i}"), stop)));
        Assert.Null(await server.Get<People>().FindFirstAdmin(community, stop));
        var admin = await server.Person("admin", UserRole.Admin, community);
        Assert.Equal(admin.Id, (await server.Get<People>().FindFirstAdmin(community, stop))?.Id);
    }

    private async Task Name(Community community, UserId contact) => await server.Get<CommunityList>().Save(
        community with { Settings = community.Settings.With(HigherLogicSettings.IamContact, contact.Value) },
        TestContext.Current.CancellationToken);

    private async Task IsSignedIn(Person person, HttpRequestMessage request)
    {
        var answer = await _client.Send(request);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("[]", answer.Body);
        Assert.Equal(person.Key.Value.ToString(), answer.Header("CurrentContactKey"));
    }

    private async Task IsRefused(HttpRequestMessage request)
    {
        var answer = await _client.Send(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("""{"Message":"Authorization has been denied for this request.","ErrorCode":401}""", answer.Body);
        Assert.Equal(Nobody, answer.Header("CurrentContactKey"));
    }

    private HttpRequestMessage WithKey(params (string Name, string Value)[] headers) =>
        With([("HLIAMKey", $"{server.Community.IamKey}"), .. headers]);

    private static HttpRequestMessage With(params (string Name, string Value)[] headers) =>
        With(HigherLogicClient.Bare(HttpMethod.Get, Operation), headers);

    private static HttpRequestMessage External(params (string Name, string Value)[] headers) =>
        With(HigherLogicClient.Bare(HttpMethod.Get, Operation, HigherLogicClient.External), headers);

    private static HttpRequestMessage With(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
