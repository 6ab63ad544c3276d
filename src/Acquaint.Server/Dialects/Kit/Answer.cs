namespace Acquaint.Server.Dialects.Kit;

/// <summary>An answer without a body, or a fault.</summary>
internal sealed class Answer(int status, Fault? fault) : IResult
{
    public static readonly Answer Done = new(StatusCodes.Status204NoContent, null);
    public static readonly Answer Ok = new(StatusCodes.Status200OK, null);

    public static implicit operator Answer(Fault fault) => new(fault.Status, fault);

    public static Answer<T> Created<T>(T body)
        where T : notnull => new(body, StatusCodes.Status201Created);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return fault?.ExecuteAsync(httpContext) ?? Task.CompletedTask;
    }

    /// <summary>Every body of every dialect leaves through here.</summary>
    public static Task Write(HttpContext http, int status, object body)
    {
        if (body is not PlainText text)
            return http.Spoken().Dialect.Write(http, status, body);
        http.Response.StatusCode = status;
        http.Response.ContentType = text.Charset is null ? text.MediaType : $"{text.MediaType}; charset={text.Charset}";
        return http.Response.WriteAsync(text.Text, http.RequestAborted);
    }
}

/// <summary>An answer with a wire value, or a fault: what handlers return, and what the documents read the type of the body from.</summary>
internal sealed class Answer<T>(object body, int status = StatusCodes.Status200OK) : IResult
    where T : notnull
{
    public static implicit operator Answer<T>(T body) => new(body);
    public static implicit operator Answer<T>(Fault fault) => new(fault, fault.Status);

    public Task ExecuteAsync(HttpContext httpContext) =>
        body is Fault fault ? fault.ExecuteAsync(httpContext) : Answer.Write(httpContext, status, body);
}

/// <summary>A body that is text, not a wire value.</summary>
internal sealed record PlainText(string Text, string MediaType = "text/plain", string? Charset = "utf-8");
