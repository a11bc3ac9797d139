using Microsoft.AspNetCore.Routing;
using Orleans.Dashboard;

namespace ImageOrleans.Hosting;

public static partial class OrleansDashboard
{
    static partial void MapEndpoints(IEndpointRouteBuilder endpoints, ref bool isDone)
    {
        endpoints.MapOrleansDashboard(Path);
        isDone = true;
    }

    static partial void AddToSilo(ISiloBuilder silo, ref bool isDone)
    {
        silo.AddDashboard();
        isDone = true;
    }

    static partial void AddToClient(IClientBuilder client, ref bool isDone)
    {
        client.AddDashboard();
        isDone = true;
    }
}
