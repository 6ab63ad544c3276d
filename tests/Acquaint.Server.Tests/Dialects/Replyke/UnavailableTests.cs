using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class UnavailableTests
{
    [Theory]
    [InlineData("a.b.c")]
    [InlineData("acquaint_sk_key")]
    public async Task While_the_database_is_away_the_limiter_stays_out_of_the_way_of_a_503(string token)
    {
        await using var app = Host.Build(
            DispatchProxy.Create<IStore, Away>(),
            new SigningKey(new byte[32]),
            "http://127.0.0.1:0",
            services => services.AddSingleton(new RateLimits(AreOn: true)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        using var answer = await http.GetAsync(
            new Uri($"/api/v6/{Guid.Empty}/connections", UriKind.Relative), TestContext.Current.CancellationToken);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal((503, "request/unavailable"), ((int)answer.StatusCode, body.GetProperty("code").GetString()));
    }

    /// <summary>A store that can't be reached.</summary>
    public class Away : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new StoreUnavailableException("Away.");
    }
}
