using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ImageOrleans.Web.Health;

/// <summary>Writes what is well and what is not.</summary>
internal static class HealthReportJson
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new { status = entry.Value.Status.ToString(), entry.Value.Description },
            StringComparer.Ordinal),
    });
}
