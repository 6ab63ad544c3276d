namespace Acquaint.Server.Configuration;

/// <summary>Everything the product logs. Ids and routes only: never names, messages, tokens or passwords.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Endpoint} failed")]
    public static partial void RequestFailed(this ILogger log, Exception e, string method, string? endpoint);

    [LoggerMessage(2, LogLevel.Warning, "The store is unavailable")]
    public static partial void StoreUnavailable(this ILogger log, Exception e);
}
