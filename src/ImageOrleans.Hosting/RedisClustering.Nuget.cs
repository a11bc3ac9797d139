using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace ImageOrleans.Hosting;

internal static partial class RedisClustering
{
    static partial void UseOnSilo(ISiloBuilder silo, ClusterSettings settings, string connectionString, ref bool isDone)
    {
        silo.UseRedisClustering(connectionString);
        silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true);
        if (settings.AdvertisedAddress is { } address)
        {
            silo.Configure<EndpointOptions>(options => options.AdvertisedIPAddress = ParseAddress(address));
        }

        isDone = true;
    }

    static partial void UseOnClient(IClientBuilder client, string connectionString, ref bool isDone)
    {
        client.UseRedisClustering(connectionString);
        isDone = true;
    }

    private static IPAddress ParseAddress(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new ConfigurationException($"{ClusterSettings.SectionName}:{nameof(ClusterSettings.AdvertisedAddress)} is '{text}', which is no IP address.");
}
