namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// The help pages, at the addresses that those who know the original's look for: an index for each version, a page for each operation,
/// one for each model. Made from what the endpoints say of themselves, as the OpenAPI document is.
/// </summary>
internal sealed class Help
{
    private readonly IReadOnlyList<HelpOperation> _operations;
    private readonly HelpModels _models;

    private Help(EndpointDataSource endpoints)
    {
        _operations = [.. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<IDialect>() is Dialect)
            .Select(one => new HelpOperation(one))
            .Where(one => !Routes.IsExternal(one.Root))];
        _models = new(_operations.SelectMany(one => one.Bodies));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        Help? made = null;
        routes.MapGet("/Help", (HttpContext http) => Html(http, Help().Index(http, Routes.Roots[0])));
        routes.MapGet("/v2.0/Help", (HttpContext http) => Html(http, Help().Index(http, Routes.Roots[1])));
        routes.MapGet("/Help/Api/{id}", (HttpContext http, string id) => Html(http, Help().Operation(http, id)));
        routes.MapGet("/Help/ResourceModel", (HttpContext http) => Html(http, Help().Model(http.Request.Query["modelName"].ToString())));

        // Not before the first page is asked for: by then every endpoint is there. Made twice at worst.
        Help Help() => made ??= new(new CompositeEndpointDataSource(routes.DataSources));
    }

    /// <summary>Nothing on these pages comes from people, and still nothing in them may run.</summary>
    private static IResult Html(HttpContext http, string? page)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        return Results.Text(page ?? HelpPages.Missing, "text/html", Encoding.UTF8, page is null ? 404 : 200);
    }

    private string Index(HttpContext http, string root) =>
        HelpPages.Index([.. _operations.Where(one => one.Root == root)], root, http.Request.BaseAddress());

    /// <summary>
    /// Found by what comes before the arguments: the original names them in its addresses, and people type them in every way.
    /// </summary>
    private string? Operation(HttpContext http, string id)
    {
        var name = id.Split('_')[0];
        var operation = _operations.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return operation is null ? null : HelpPages.Operation(operation, _models, http.Request.BaseAddress());
    }

    private string? Model(string name) => _models.Find(name) is { } model ? HelpPages.Model(model, _models) : null;
}
