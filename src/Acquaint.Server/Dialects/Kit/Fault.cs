namespace Acquaint.Server.Dialects.Kit;

/// <summary>
/// A no as one value, from wherever it is said to the wire: its status, and the body that words it in its dialect. In the documents it is
/// one of an operation's answers.
/// </summary>
internal record Fault(int Status, object Body) : IResult, IOperationPart
{
    /// <summary>When it is said, for the documents.</summary>
    public string When { get; init; } = "";

    /// <summary>A header that goes with it, if any.</summary>
    public (string Name, string Value)? Header { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Header is { } header)
            httpContext.Response.Headers[header.Name] = header.Value;
        return Answer.Write(httpContext, Status, Body);
    }
}

/// <summary>What each refusal of the core is answered with: a table that names every refusal, or can't be made.</summary>
internal sealed class RefusalTable<T>
{
    private readonly Dictionary<Refusal, T> _rows;

    public RefusalTable(params (Refusal Refusal, T Answer)[] rows)
    {
        _rows = rows.ToDictionary(row => row.Refusal, row => row.Answer);
        var missing = Enum.GetValues<Refusal>().Where(one => !_rows.ContainsKey(one)).ToList();
        if (missing.Count > 0)
            throw new InvalidOperationException($"The table has no row for {string.Join(", ", missing)}.");
    }

    public T this[Refusal refusal] => _rows[refusal];
}
