using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

/// <summary>What a limited server said.</summary>
internal sealed record Counted(HttpStatusCode Status, string Body, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public int Number(string header) => int.Parse(Headers[header], System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A second server on the tests' database that limits calls, with a clock of its own.</summary>
public sealed class LimitedServer(TestServer server) : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private WebApplication? _app;
    private int _addresses;

    public TestClock Clock { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _app = Host.Build(server.Store, server.Get<SigningKey>(), "http://127.0.0.1:0", services => services
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new RateLimits(AreOn: true)));
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    /// <summary>An address that nobody has called from.</summary>
    public string NewAddress() => $"192.0.2.{Interlocked.Increment(ref _addresses)}";

    /// <param name="address">Whom the reverse proxy in front says it forwards for.</param>
    internal async Task<Counted> Call(string address, string method, string path, string? token = null)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        message.Headers.Add("X-Forwarded-For", address);
        if (token is not null)
            message.Headers.Add("Authorization", $"Bearer {token}");
        using var answer = await _http.SendAsync(message, TestContext.Current.CancellationToken);
        return new(
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            answer.Content.Headers.ContentType?.ToString(),
            answer.Headers.ToDictionary(one => one.Key, one => string.Join(',', one.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
    }
}
