using Acquaint.Server.Configuration;
using Microsoft.AspNetCore.Authorization;

namespace Acquaint.Server.Http;

/// <summary>
/// The one gate of all dialects: nobody reaches a handler unauthenticated, and nothing that goes wrong leaves without the dialect's words.
/// </summary>
internal sealed class Gate(RequestDelegate next, IEnumerable<IDialect> dialects, ILogger<Gate> log)
{
    private readonly IDialect[] _dialects = [.. dialects];

    public async Task InvokeAsync(HttpContext http)
    {
        if (Array.Find(_dialects, one => one.Owns(http.Request.Path)) is not { } dialect)
        {
            await next(http);
            return;
        }

        try
        {
            if (await Refusal(dialect, http) is { } status)
                http.Response.StatusCode = status;
            else
                await next(http);
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
            http.Response.StatusCode = StatusOf(e, http);
        }

        if (IsUnworded(http.Response))
            await dialect.WriteFault(http);
    }

    private static async Task<int?> Refusal(IDialect dialect, HttpContext http)
    {
        if (http.Request.ContentLength > Limits.BodyBytes)
            return StatusCodes.Status413PayloadTooLarge;
        if (http.GetEndpoint()?.Metadata.GetMetadata<IDialect>() is null)
            return null;
        var anybody = http.GetEndpoint()!.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        return await dialect.Authenticate(http, mustSignIn: !anybody);
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
