using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

/// <summary>How the dialect says what is too much.</summary>
public sealed class QuotaTests(ServerAtNoon noon) : IClassFixture<ServerAtNoon>
{
    private readonly TestServer _server = noon.Server;

    [Fact]
    public async Task Replyke_says_what_is_too_much()
    {
        var (ann, bob) = await noon.Asked(new() { OpenRequests = 1 });
        (await Ask(ann, bob)).IsFault(409, "connection/too-many-open-requests");
        (ann, bob) = await noon.Asked(new() { RequestsPerDay = 1 });
        (await Ask(ann, bob)).IsFault(409, "connection/too-many-requests-today");
        var (full, asked, asking) = await noon.Full();
        (await Accept(full, asking)).IsFault(409, "connection/connections-full");
        (await Accept(asked, full)).IsFault(409, "connection/user-connections-full");

        Task<Reply> Ask(Person viewer, Person other) => _server.As(viewer, "POST", $"/users/{other.Key.Value}/connection", "{}");

        async Task<Reply> Accept(Person viewer, Person other) =>
            await _server.As(viewer, "PATCH", $"/connections/{(await _server.RequestBetween(viewer, other)).Id.Value}/accept", "{}");
    }
}
