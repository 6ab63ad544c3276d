using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>What a server that can't write says in each dialect: that it is unavailable, in that dialect's own shape.</summary>
internal static class Words
{
    public static async Task AreUnavailable(Uri url, Load load)
    {
        using var http = new HttpClient { BaseAddress = url };
        foreach (var (call, words) in Calls(load))
        {
            using var answer = await http.SendAsync(call);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, words), (answer.StatusCode, body));
            call.Dispose();
        }
    }

    /// <summary>The same for answers that a load got: SelfCommunity's.</summary>
    public static void AreUnavailable(Load load)
    {
        Assert.NotEmpty(load.Faults);
        Assert.All(load.Faults, fault => Assert.Equal((HttpStatusCode.ServiceUnavailable, SelfCommunity), fault));
        load.Faults.Clear();
    }

    private const string SelfCommunity = """{"errors":[{"message":"The server can't answer now; try again.","code":"unavailable"}]}""";
    private const string Replyke = """{"error":"The server is busy. Try again in a moment.","code":"request/unavailable"}""";
    private const string HigherLogic = """{"Message":"Service Unavailable.","ErrorCode":503}""";

    private static IEnumerable<(HttpRequestMessage Call, string Words)> Calls(Load load)
    {
        var (viewer, other) = (load.Writer, load.Reader);
        var selfCommunity = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/user/{other.Id}/connection/request/");
        selfCommunity.Headers.Authorization = new AuthenticationHeaderValue("Bearer", load.Tokens[(viewer.Id, "selfcommunity")]);
        yield return (selfCommunity, SelfCommunity);

        var replyke = new HttpRequestMessage(HttpMethod.Post, $"/api/v6/users/{other.Key.Value}/connection");
        replyke.Headers.Authorization = new AuthenticationHeaderValue("Bearer", load.Tokens[(viewer.Id, "replyke")]);
        replyke.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        yield return (replyke, Replyke);

        var ask = $"/api/v2.0/Friends/PostFriendRequest?contactKey={other.Key.Value}";
        var higherLogic = new HttpRequestMessage(HttpMethod.Post, ask);
        higherLogic.Headers.Add("HLIAMKey", load.Community.IamKey.ToString());
        higherLogic.Headers.Add("HLAuthToken", load.Tokens[(viewer.Id, "higherlogic")]);
        yield return (higherLogic, HigherLogic);
    }
}
