namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>The body of every fault, in the form that the official client's <c>formatHttpError</c> reads.</summary>
internal sealed record ErrorsWire(IReadOnlyList<ErrorWire> Errors);

/// <summary>A fault of a field (then it has messages), or of the request as a whole (then it has a message and a code).</summary>
internal sealed record ErrorWire
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Field { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<MessageWire>? Messages { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Message { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Code { get; init; }
}

internal sealed record MessageWire(string Message, string Code);

/// <summary>The error answer of RFC 6749 section 5.2.</summary>
internal sealed record OAuthErrorWire(string Error, string ErrorDescription);
