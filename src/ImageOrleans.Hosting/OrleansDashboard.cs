using Microsoft.AspNetCore.Routing;
using Orleans.Dashboard;

namespace ImageOrleans.Hosting;

/// <summary>The Orleans Dashboard, where the settings ask for it.</summary>
public static class OrleansDashboard
{
    /// <summary>The path that it is shown under.</summary>
    public const string Path = "/orleans";

    /// <summary>Shows the dashboard, if the settings ask for it.</summary>
    /// <param name="endpoints">The web server's endpoints.</param>
    /// <param name="settings">The settings.</param>
    public static void Map(IEndpointRouteBuilder endpoints, ClusterSettings settings)
    {
        if (settings.Dashboard)
        {
            endpoints.MapOrleansDashboard(Path);
        }
    }

    internal static void Add(ISiloBuilder silo, ClusterSettings settings)
    {
        if (settings.Dashboard)
        {
            silo.AddDashboard();
        }
    }

    internal static void Add(IClientBuilder client, ClusterSettings settings)
    {
        if (settings.Dashboard)
        {
            client.AddDashboard();
        }
    }
}
