namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>One page of a list.</summary>
internal sealed record PageWire<T>(int Count, string? Next, string? Previous, IReadOnlyList<T> Results);
