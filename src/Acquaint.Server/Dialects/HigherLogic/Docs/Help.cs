using System.Text;

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
            .Where(one => one.Metadata.GetMetadata<IDialect>() is Dialect && one.Metadata.GetMetadata<Operation>() is not null)
            .Select(one => new HelpOperation(one))
            .Where(one => Paths.HelpVersions.Contains(one.Version))];
        _models = new(_operations.SelectMany(one => one.Bodies));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        Help? made = null;
        routes.MapGet("/Help", (HttpContext http) => Html(Help().Index(http, Paths.HelpVersions[0])));
        routes.MapGet("/v2.0/Help", (HttpContext http) => Html(Help().Index(http, Paths.HelpVersions[1])));
        routes.MapGet("/Help/Api/{id}", (HttpContext http, string id) => Html(Help().Operation(http, id)));
        routes.MapGet("/Help/ResourceModel", (HttpContext http) => Html(Help().Model(http.Request.Query["modelName"].ToString())));

        // Not before the first page is asked for: by then every endpoint is there. Made twice at worst.
        Help Help() => made ??= new(new CompositeEndpointDataSource(routes.DataSources));
    }

    /// <summary>Nothing on these pages comes from people, and still nothing in them may run.</summary>
    private static HelpPage Html(string? page) => page is null
        ? new HelpPage(HelpHtml.Page("Not found", "<h1>There is no such page</h1><p><a href=\"/Help\">All operations</a></p>"), 404)
        : new HelpPage(page, 200);

    private string Index(HttpContext http, string version) => HelpIndex.Of(
        [.. _operations.Where(one => one.Version == version)], version, HelpHtml.BaseOf(http));

    /// <summary>
    /// Found by what comes before the arguments: the original names them in its addresses, and people type them in every way.
    /// </summary>
    private string? Operation(HttpContext http, string id)
    {
        var name = id.Split('_')[0];
        var operation = _operations.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return operation is null ? null : HelpOperationPage.Of(operation, _models, HelpHtml.BaseOf(http));
    }

    private string? Model(string name) => _models.Find(name) is { } model ? HelpModelPage.Of(model, _models) : null;

    private sealed record HelpPage(string Text, int Status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            return Results.Text(Text, "text/html", Encoding.UTF8, Status).ExecuteAsync(httpContext);
        }
    }
}
