using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Acquaint.Server.Configuration;

namespace Acquaint.Server.Http;

/// <summary>How often one address may call an endpoint within a window, and what it is told afterwards: put on the endpoint.</summary>
/// <param name="Route">Names the endpoint, as <c>POST /auth/sign-in</c>: all endpoints of that name share a window.</param>
/// <param name="Permits">Calls of a window, as the dialect documents it; a community may set another number.</param>
/// <param name="TooMany">What one call more is answered with.</param>
internal sealed record RateLimit(string Route, int Permits, Fault TooMany);

/// <summary>Whose windows a call counts in.</summary>
/// <param name="Community">Each community has windows of its own.</param>
/// <param name="Permits">What the community says of routes by name, <c>*</c> for every other; 0 is no limit.</param>
internal sealed record RateScope(CommunityId? Community, IReadOnlyDictionary<string, int> Permits)
{
    /// <summary>What the community says of the route, or else of all routes, or else what is documented.</summary>
    public int Of(RateLimit limit) =>
        Permits.TryGetValue(limit.Route, out var own) || Permits.TryGetValue("*", out own) ? own : limit.Permits;
}

/// <summary>
/// Counts calls where a dialect documents limits: each address has a window of its own for each route of a community, and calls count
/// before anybody is asked who they are.
/// </summary>
internal sealed class CallLimiter : IDisposable
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(5);

    private readonly RateLimits _settings;
    private readonly TimeProvider _clock;
    private readonly PartitionedRateLimiter<(string Caller, int Permits)> _windows;

    public CallLimiter(RateLimits settings, TimeProvider clock)
    {
        (_settings, _clock) = (settings, clock);
        // The framework drops windows that are over.
        _windows = PartitionedRateLimiter.Create<(string Caller, int Permits), (string, int)>(
            call => RateLimitPartition.Get(call, _ => new CallWindow(call.Permits, s_window, clock)));
    }

    /// <summary>Counts the call; returns why it is refused, if it is.</summary>
    public async ValueTask<Fault?> Refuse(HttpContext http, IDialect dialect, RateLimit limit)
    {
        if (!_settings.AreOn || await ScopeOf(http, dialect) is not { } scope || scope.Of(limit) is not (> 0 and var permits))
            return null;
        var caller = $"{AddressOf(http)} {scope.Community?.Value:N} {limit.Route}";
        using var lease = _windows.AttemptAcquire((caller, permits));
        if (lease.TryGetMetadata(CallWindow.Count, out var count))
            WriteHeaders(http.Response.Headers, count);
        return lease.IsAcquired ? null : limit.TooMany;
    }

    public void Dispose() => _windows.Dispose();

    /// <summary>Null while the database is away: then nobody gets past the dialect, which has words for it.</summary>
    private static async ValueTask<RateScope?> ScopeOf(HttpContext http, IDialect dialect)
    {
        try
        {
            return await dialect.RateScopeOf(http);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Whoever has one address of version 6 has its whole /64: counting each alone would count nothing.</summary>
    private static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes(), 0, 8)
            : address.ToString();
    }

    private void WriteHeaders(IHeaderDictionary headers, CallCount count)
    {
        headers["X-RateLimit-Limit"] = Text(count.Permits);
        headers["X-RateLimit-Remaining"] = Text(Math.Max(0, count.Permits - count.Calls));
        headers["X-RateLimit-Reset"] = Text((long)Math.Ceiling((count.Until - DateTimeOffset.UnixEpoch).TotalSeconds));
        if (count.Calls > count.Permits)
            headers.RetryAfter = Text((long)Math.Ceiling((count.Until - _clock.GetUtcNow()).TotalSeconds));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
