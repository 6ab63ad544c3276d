using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>What goes wrong, in the dialect's words, in both formats.</summary>
public sealed class FaultTests(TestServer server)
{
    private const string NoAction = "No action was found on the controller 'Friends' that matches the request.";

    private readonly HigherLogicClient _client = new(server);

    public static TheoryData<string, string> Operations => new()
    {
        { "GET", "GetPendingReceivedFriendRequests" },
        { "GET", "GetPendingSentFriendRequests" },
        { "GET", "GetAcceptedFriendRequests" },
        { "POST", "PostFriendRequest" },
        { "POST", "AcceptFriendRequest" },
        { "POST", "RejectFriendRequest" },
        { "DELETE", "CancelFriendRequest" },
        { "POST", "UnFriend" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Nobody_may_call_an_operation(string method, string operation)
    {
        var answer = await _client.Send(_client.As(null, new(method), $"Friends/{operation}"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("""{"Message":"Authorization has been denied for this request.","ErrorCode":401}""", answer.Body);
        Assert.Equal("00000000-0000-0000-0000-000000000000", answer.Header("CurrentContactKey"));
        Assert.Equal("no-cache", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_wrong_verb_is_refused_with_the_right_one(string method, string operation)
    {
        var ann = await server.Person("ann");
        var answer = await _client.Send(_client.As(ann, HttpMethod.Put, $"Friends/{operation}", HigherLogicClient.V1));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal(method, answer.Header("Allow"));
        Assert.Equal("""{"Message":"The requested resource does not support http method 'PUT'.","ErrorCode":405}""", answer.Body);
    }

    [Theory]
    [InlineData("GET", "GetAcceptedFriendRequests", "daysBack")]
    [InlineData("POST", "PostFriendRequest", "contactKey")]
    [InlineData("POST", "AcceptFriendRequest", "friendRequestRecordKey")]
    [InlineData("POST", "RejectFriendRequest", "friendRequestRecordKey")]
    [InlineData("DELETE", "CancelFriendRequest", "contactKey")]
    [InlineData("POST", "UnFriend", "contactKey")]
    public async Task A_missing_argument_finds_no_action_and_a_bad_one_is_invalid(string method, string operation, string argument)
    {
        var ann = await server.Person("ann");
        var missing = await _client.Send(_client.As(ann, new(method), $"Friends/{operation}?other=1"));
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        var uri = new Uri(server.Url, $"/api/v2.0/Friends/{operation}?other=1");
        Assert.Equal(NotFound($"{uri}", NoAction), missing.Body);
        Assert.Equal(ann.Key.Value.ToString(), missing.Header("CurrentContactKey"));

        var (type, good) = argument == "daysBack" ? ("System.Int32", "1") : ("System.Guid", $"{ann.Key.Value}");
        foreach (var bad in new[] { "", "abc", "%00", "%F0%9F%98%80", "1.5", "99999999999999999999", $"{good}&{argument}={good}" })
        {
            var invalid = await _client.Send(_client.As(ann, new(method), $"Friends/{operation}?{argument}={bad}"));
            Assert.Equal(HttpStatusCode.BadRequest, invalid.Status);
            Assert.Equal(
                $$"""{"Message":"The request is invalid.","MessageDetail":"The parameters dictionary contains a null entry for parameter """
                + $$"""'{{argument}}' of non-nullable type '{{type}}'.","ErrorCode":400}""",
                invalid.Body);
        }
    }

    [Theory]
    [InlineData("Friends/Befriend", NoAction)]
    [InlineData("friends", NoAction)]
    [InlineData("Friends/PostFriendRequest/more", NoAction)]
    [InlineData("Foes/PostFriendRequest", "No type was found that matches the controller named 'Foes'.")]
    [InlineData("F%01%22%3Cb%3E/x", "No type was found that matches the controller named 'F%01%22%3Cb%3E'.")]
    public async Task What_is_not_there_is_not_found_in_JSON_and_XML(string path, string detail)
    {
        var uri = new Uri(server.Url, $"/api/v2.0/{path}").AbsoluteUri;
        var json = await _client.Get(null, path);
        Assert.Equal(HttpStatusCode.NotFound, json.Status);
        Assert.Equal(NotFound(uri, detail), json.Body);

        var request = _client.As(null, HttpMethod.Get, path);
        request.Headers.Add("Accept", "application/xml");
        var xml = await _client.Send(request);
        Assert.Equal("application/xml", xml.MediaType);
        Assert.Equal(
            $"<Error><Message>No HTTP resource was found that matches the request URI '{uri}'.</Message>"
            + $"<MessageDetail>{detail}</MessageDetail><ErrorCode>404</ErrorCode></Error>",
            xml.Body);
    }

    [Fact]
    public async Task A_path_without_a_controller_has_no_detail_and_another_version_is_no_path_of_this_dialect()
    {
        var bare = await _client.Get(null, "");
        Assert.Equal(HttpStatusCode.NotFound, bare.Status);
        Assert.False(bare.Json.TryGetProperty("MessageDetail", out _));
        Assert.Equal("", (await _client.Get(null, "Friends/UnFriend", "/api/v3.0")).Body);
        Assert.Equal("", (await _client.Get(null, "Friends/UnFriend", "/api/v2.01")).Body);
    }

    [Fact]
    public async Task A_host_that_is_no_name_is_quoted_all_the_same()
    {
        var request = _client.As(null, HttpMethod.Get, "Friends/Nope?a=%22");
        request.Headers.Host = "xn--zz";
        var answer = await _client.Send(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(NotFound("http://xn--zz/api/v2.0/Friends/Nope?a=%22", NoAction), answer.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Username":"x"}""")]
    [InlineData("""{"Username":1,"Password":"x"}""")]
    [InlineData("""{"Username":null,"Password":"x"}""")]
    [InlineData("""{"Username":"x\u0000","Password":"x"}""")]
    [InlineData("""{"Username":"\ud800","Password":"x"}""")]
    [InlineData("""{"\ud800":1,"username":"x","password":"x"}""")]
    [InlineData("""{"username":"x","password":"x","deep":[{"\udc00sername":1}]}""")]
    public async Task Credentials_that_are_no_such_JSON_are_invalid(string body) => IsInvalid(await _client.Login(body));

    [Theory]
    [InlineData("")]
    [InlineData("<LoginCredentials>")]
    [InlineData("<Other><Username>x</Username><Password>x</Password></Other>")]
    [InlineData("<LoginCredentials><Username>x</Username></LoginCredentials>")]
    [InlineData("<LoginCredentials><Username><b>x</b></Username><Password>x</Password></LoginCredentials>")]
    [InlineData("<LoginCredentials><Username>&#0;</Username><Password>x</Password></LoginCredentials>")]
    [InlineData("<LoginCredentials><Username>&#xD800;</Username><Password>x</Password></LoginCredentials>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"klingon\"?><LoginCredentials/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"x\">]><LoginCredentials><Username>&e;</Username><Password>x</Password></LoginCredentials>")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///nowhere\"><LoginCredentials><Username>x</Username><Password>x</Password></LoginCredentials>")]
    public async Task Credentials_that_are_no_such_XML_are_invalid(string body) =>
        IsInvalid(await _client.Login(body, "application/xml"));

    [Fact]
    public async Task Deep_bodies_are_invalid()
    {
        const int Depth = 10_000;
        IsInvalid(await _client.Login(new string('[', Depth)));
        IsInvalid(await _client.Login(string.Concat(Enumerable.Repeat("<a>", Depth)), "text/xml"));
    }

    [Fact]
    public async Task Credentials_of_an_unknown_type_are_not_read()
    {
        var ann = await server.Person("ann");
        var body = $$"""{"Username":"{{ann.Name}}","Password":"{{ann.Password}}"}""";
        var answer = await _client.Login(body, "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Equal(
            """{"Message":"The request entity's media type 'text/plain' is not supported for this resource.","ErrorCode":415}""",
            answer.Body);
        Assert.Equal(HttpStatusCode.OK, (await _client.Login(body, "")).Status);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_in_the_dialects_words()
    {
        var answer = await _client.Login(new string(' ', Core.Limits.BodyBytes + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal("""{"Message":"Payload Too Large.","ErrorCode":413}""", answer.Body);
    }

    private static string NotFound(string uri, string why) =>
        $$"""{"Message":"No HTTP resource was found that matches the request URI '{{uri}}'.","MessageDetail":"{{why}}","ErrorCode":404}""";

    private static void IsInvalid(Answer answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("The request is invalid.", answer.Body, StringComparison.Ordinal);
        Assert.Contains("LoginCredentials", answer.Body, StringComparison.Ordinal);
    }
}
