using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acquaint.Server.Http;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers and has the schema of this program; 503 when not.
/// </summary>
internal sealed class Health(IStore store) : IHealthCheck
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready");
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await store.IsCurrent(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The schema is not this program's.");
        }
        catch (StoreUnavailableException e)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", e);
        }
    }
}
