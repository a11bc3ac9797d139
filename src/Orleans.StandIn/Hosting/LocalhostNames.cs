using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>The names of clusters on this machine.</summary>
internal static class LocalhostNames
{
    /// <summary>In place of a name; as in Orleans it leaves what is configured.</summary>
    public const string Default = "dev";

    public static void ConfigureNames(this IServiceCollection services, string serviceId, string clusterId)
    {
        if (!string.Equals(serviceId, Default, StringComparison.Ordinal) || !string.Equals(clusterId, Default, StringComparison.Ordinal))
        {
            services.Configure<ClusterOptions>(options =>
            {
                options.ServiceId = serviceId;
                options.ClusterId = clusterId;
            });
        }
    }
}
