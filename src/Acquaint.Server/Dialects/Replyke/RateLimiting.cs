using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>How often one address may call a route within a window, and what it hears afterwards.</summary>
internal sealed record RateLimit(string Route, int Permits, string Words);

/// <summary>
/// ASP.NET Core's rate limiter with this API's windows and headers: each address has a window of its own for each route of a project,
/// and calls count before anybody is asked who they are.
/// </summary>
internal sealed class RateLimiting : PartitionedRateLimiter<HttpContext>, IConfigureOptions<RateLimiterOptions>
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(5);
    private static readonly WindowLease s_askAgain = new(false, default);

    private readonly SignIn _auth;
    private readonly TimeProvider _clock;
    private readonly PartitionedRateLimiter<(string Caller, int Permits)> _windows;

    public RateLimiting(SignIn auth, TimeProvider clock)
    {
        (_auth, _clock) = (auth, clock);
        // The framework forgets windows that are over.
        _windows = PartitionedRateLimiter.Create<(string Caller, int Permits), (string, int)>(
            call => RateLimitPartition.Get(call, _ => new CallWindow(call.Permits, s_window, clock)));
    }

    public void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = this;
        options.OnRejected = Reject;
    }

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    /// <summary>Whose window it is takes a look at the communities, and that may have to wait: the framework asks again below.</summary>
    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) => s_askAgain;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
        HttpContext resource, int permitCount, CancellationToken cancellationToken)
    {
        if (resource.GetEndpoint()?.Metadata.GetMetadata<RateLimit>() is not { } limit)
            return WindowLease.Free;
        if (await IdentityOf(resource) is not { } identity)
            return WindowLease.Free;
        var permits = PermitsOf(limit, identity.Project?.Get(Settings.RateLimits));
        if (permits == 0 || identity.IsService)
            return WindowLease.Free;
        var caller = $"{AddressOf(resource)} {identity.Project?.Id.Value:N} {limit.Route}";
        var lease = _windows.AttemptAcquire((caller, permits));
        if (lease.TryGetMetadata(CallWindow.Count, out var count))
            WriteHeaders(resource.Response.Headers, count);
        return lease;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _windows.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Null while the database is away: then nobody gets past the dialect, which has words for it.</summary>
    private async ValueTask<Identity?> IdentityOf(HttpContext http)
    {
        try
        {
            return await _auth.IdentityOf(http);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary>What the community says of the route, or else of all routes; 0 is no limit.</summary>
    private static int PermitsOf(RateLimit limit, IReadOnlyDictionary<string, int>? rules)
    {
        if (rules is null || rules.Count == 0)
            return limit.Permits;
        return rules.TryGetValue(limit.Route, out var own) || rules.TryGetValue("*", out own) ? own : limit.Permits;
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

    private static async ValueTask Reject(OnRejectedContext rejected, CancellationToken stop)
    {
        var (http, limit) = (rejected.HttpContext, rejected.HttpContext.GetEndpoint()!.Metadata.GetMetadata<RateLimit>()!);
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(limit.Words, stop);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How an endpoint says its limit.</summary>
internal static class Limiting
{
    public const string Words = "Too many attempts, please try again shortly";

    /// <summary>The route is named by its method and by what follows version and project, so that all its forms share a window.</summary>
    public static RouteHandlerBuilder Limited(this RouteHandlerBuilder endpoint, int permits, string words = Words)
    {
        endpoint.Add(built =>
        {
            var pattern = ((RouteEndpointBuilder)built).RoutePattern.RawText!;
            var method = built.Metadata.OfType<HttpMethodMetadata>().Single().HttpMethods[0];
            built.Metadata.Add(new RateLimit($"{method} {NameOf(pattern)}", permits, words));
        });
        return endpoint;
    }

    private static string NameOf(string pattern)
    {
        var parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var roots = parts.TakeWhile(part => part is "api" or "v6" or "v7" or "internal" or "{projectId}").Count();
        return "/" + string.Join('/', parts[roots..]);
    }
}
