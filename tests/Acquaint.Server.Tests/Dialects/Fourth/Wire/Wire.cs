namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>A page of what a list has.</summary>
internal sealed record PageWire(IReadOnlyList<AskWire> Rows, int? Next);

/// <summary>A request to the caller.</summary>
internal sealed record AskWire(Guid Id, Guid Who, string Name, string? Says)
{
    public static AskWire Of(Listed one) =>
        new(one.Edge.Relation.Request!.Id.Value, one.User.Key.Value, one.User.Username, one.Edge.Relation.Request.Message);
}

/// <summary>The request that was made.</summary>
internal sealed record MadeWire(Guid Id);

/// <summary>Every fault.</summary>
internal sealed record ProblemWire(Problem Problem);

/// <summary>What is said of one.</summary>
internal sealed record Problem(string Name, string Says);
