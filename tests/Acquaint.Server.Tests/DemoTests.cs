using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>The demo as somebody tries it.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task In_the_demo_nobody_asks_without_end()
    {
        using var demo = await ServerProcess.Serve("demo");
        using var http = new HttpClient { BaseAddress = demo.Url };
        var login = new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = "hal", ["password"] = "demo" };
        using var form = new FormUrlEncodedContent(login);
        using var signedIn = await http.PostAsync(new Uri("/oauth/token/", UriKind.Relative), form);
        http.DefaultRequestHeaders.Authorization = new("Bearer", (await Json(signedIn)).GetProperty("access_token").GetString());
        using var found = await http.GetAsync(new Uri("/api/v2/user/search/?user=cas", UriKind.Relative));
        var cas = (await Json(found)).GetProperty("results")[0].GetProperty("id").GetInt64();

        // If midnight passes meanwhile, there is another day's worth.
        var (asked, most, status) = (0, new Quotas().NewcomerRequestsPerDay, await Ask("request"));
        for (; status is HttpStatusCode.OK && asked <= 2 * most; asked++)
        {
            Assert.Equal(HttpStatusCode.OK, await Ask("cancel_request"));
            status = await Ask("request");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(asked, most, 2 * most);
        Assert.Equal(0, await demo.Stop());

        async Task<HttpStatusCode> Ask(string verb)
        {
            using var answer = await http.PostAsync(new Uri($"/api/v2/user/{cas}/connection/{verb}/", UriKind.Relative), content: null);
            return answer.StatusCode;
        }
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
