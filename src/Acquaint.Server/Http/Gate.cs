using Microsoft.AspNetCore.Authorization;

namespace Acquaint.Server.Http;

/// <summary>
/// The one gate of all dialects: nobody reaches a handler unauthenticated or beyond a rate limit, and nothing that goes wrong leaves
/// without the dialect's words.
/// </summary>
internal sealed class Gate(RequestDelegate next, IEnumerable<IDialect> dialects, CallLimiter limiter, ILogger<Gate> log)
{
    private readonly Spoken[] _roots = [.. dialects.SelectMany(dialect => dialect.Roots.Select(root => new Spoken(dialect, root)))];

    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        if (Array.Find(_roots, one => path.StartsWithSegments(one.Root, StringComparison.OrdinalIgnoreCase)) is not { } spoken)
        {
            await next(http);
            return;
        }

        http.Features.Set(spoken);
        Fault? fault;
        try
        {
            fault = await Refuse(http, spoken.Dialect);
            if (fault is null)
            {
                await next(http);
                fault = IsUnworded(http.Response) ? spoken.Dialect.FaultOf(http, http.Response.StatusCode) : null;
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // the last place where a fault can still be answered in the dialect's words
        catch (Exception e) when (!http.Response.HasStarted)
#pragma warning restore CA1031
        {
            http.Response.Clear();
            fault = spoken.Dialect.FaultOf(http, StatusOf(e, http));
        }

        if (fault is not null)
            await fault.ExecuteAsync(http);
    }

    private async Task<Fault?> Refuse(HttpContext http, IDialect dialect)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<RateLimit>() is { } limit && await limiter.Refuse(http, dialect, limit) is { } tooMany)
            return tooMany;
        if (http.Request.ContentLength > Limits.BodyBytes)
            return dialect.FaultOf(http, StatusCodes.Status413PayloadTooLarge);
        if (endpoint?.Metadata.GetMetadata<IDialect>() is null)
            return null;
        return await dialect.Authenticate(http, mustSignIn: endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);
    }

    private int StatusOf(Exception e, HttpContext http)
    {
        switch (e)
        {
            case BadHttpRequestException bad:
                return bad.StatusCode;
            case StoreUnavailableException:
                log.StoreUnavailable(e);
                return StatusCodes.Status503ServiceUnavailable;
            default:
                log.RequestFailed(e, http.Request.Method, http.GetEndpoint()?.DisplayName);
                return StatusCodes.Status500InternalServerError;
        }
    }

    private static bool IsUnworded(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= 400 && response.ContentType is null;
}
