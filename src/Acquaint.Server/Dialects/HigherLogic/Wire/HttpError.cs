namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The body of every error (docs/dialects/higherlogic.md, "Errors").</summary>
/// <param name="Message">What went wrong.</param>
/// <param name="MessageDetail">More of it; left out when there is none.</param>
/// <param name="ErrorCode">The HTTP status once more.</param>
internal sealed record HttpError(
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MessageDetail,
    int ErrorCode);
