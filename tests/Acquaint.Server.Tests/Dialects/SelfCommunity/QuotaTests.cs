using System.Globalization;
using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>How the dialect says what is too much.</summary>
public sealed class QuotaTests(ServerAtNoon noon) : IClassFixture<ServerAtNoon>
{
    private readonly TestServer _server = noon.Server;

    [Fact]
    public async Task SelfCommunity_says_what_is_too_much()
    {
        var (ann, bob) = await noon.Asked(new() { OpenRequests = 1 });
        Assert.Equal("too_many_open_requests", (await Ask(ann, bob)).Is(HttpStatusCode.BadRequest).Code);

        (ann, bob) = await noon.Asked(new() { RequestsPerDay = 1 });
        var tomorrow = (await Ask(ann, bob)).Is(HttpStatusCode.TooManyRequests);
        Assert.Equal("too_many_requests_today", tomorrow.Code);
        var seconds = int.Parse(tomorrow.Message.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 1, TimeSpan.FromHours(12).TotalSeconds);

        var (full, asked, asking) = await noon.Full();
        foreach (var verb in new[] { "accept", "request" })
        {
            Assert.Equal("connections_full", (await Ask(full, asking, verb)).Is(HttpStatusCode.BadRequest).Code);
            Assert.Equal("user_connections_full", (await Ask(asked, full, verb)).Is(HttpStatusCode.BadRequest).Code);
        }

        Task<Answer> Ask(Person viewer, Person other, string verb = "request") =>
            _server.As(viewer).Post($"/api/v2/user/{other.Id}/connection/{verb}/");
    }
}
