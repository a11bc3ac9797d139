using System.Data.Common;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ImageOrleans.Web.Health;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealthCheck(RequestTable requests) : IHealthCheck
{
    /// <summary>Marks what must be well before the process gets traffic.</summary>
    public const string ReadyTag = "ready";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await requests.FindAsync(Guid.Empty, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (DbException exception)
        {
            return HealthCheckResult.Unhealthy("The database can't be reached.", exception);
        }
    }
}
