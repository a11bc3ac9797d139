using Microsoft.Extensions.Hosting;

namespace ImageOrleans.Hosting;

internal static partial class RedisClustering
{
    static partial void UseOnSilo(ISiloBuilder silo, string connectionString, ref bool isDone)
    {
        silo.UseRedisClustering(connectionString);
        isDone = true;
    }

    static partial void UseOnClient(IClientBuilder client, string connectionString, ref bool isDone)
    {
        client.UseRedisClustering(connectionString);
        isDone = true;
    }
}
