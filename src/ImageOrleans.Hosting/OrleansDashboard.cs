using Microsoft.AspNetCore.Routing;

namespace ImageOrleans.Hosting;

/// <summary>The Orleans Dashboard, where the package for it is there.</summary>
public static partial class OrleansDashboard
{
    /// <summary>The path that it is shown under.</summary>
    public const string Path = "/orleans";

    /// <summary>Shows the dashboard, if the settings ask for it.</summary>
    /// <param name="endpoints">The web server's endpoints.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ConfigurationException">The program was built without the package.</exception>
    public static void Map(IEndpointRouteBuilder endpoints, ClusterSettings settings)
    {
        if (settings.Dashboard)
        {
            var isDone = false;
            MapEndpoints(endpoints, ref isDone);
            ThrowUnless(isDone);
        }
    }

    internal static void Add(ISiloBuilder silo, ClusterSettings settings)
    {
        if (settings.Dashboard)
        {
            var isDone = false;
            AddToSilo(silo, ref isDone);
            ThrowUnless(isDone);
        }
    }

    internal static void Add(IClientBuilder client, ClusterSettings settings)
    {
        if (settings.Dashboard)
        {
            var isDone = false;
            AddToClient(client, ref isDone);
            ThrowUnless(isDone);
        }
    }

    static partial void MapEndpoints(IEndpointRouteBuilder endpoints, ref bool isDone);

    static partial void AddToSilo(ISiloBuilder silo, ref bool isDone);

    static partial void AddToClient(IClientBuilder client, ref bool isDone);

    private static void ThrowUnless(bool isDone)
    {
        if (!isDone)
        {
            throw ConfigurationException.MissingPackage(
                $"{ClusterSettings.SectionName}:{nameof(ClusterSettings.Dashboard)}=true", "Microsoft.Orleans.Dashboard");
        }
    }
}
