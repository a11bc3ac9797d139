using System.Net;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace ImageOrleans.Hosting;

internal static partial class RedisClustering
{
    static partial void UseOnSilo(ISiloBuilder silo, ClusterSettings settings, string connectionString, ref bool isDone)
    {
        silo.UseRedisClustering(connectionString);
        if (settings.AdvertisedAddress is { } text)
        {
            // A silo that only this machine is to reach is not open to others.
            var address = ParseAddress(text);
            silo.ConfigureEndpoints(address, settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address));
        }
        else
        {
            silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true);
        }

        isDone = true;
    }

    static partial void UseOnClient(IClientBuilder client, string connectionString, ref bool isDone)
    {
        client.UseRedisClustering(connectionString);
        isDone = true;
    }

    static partial void DescribeFailure(Exception exception, ref string? message)
    {
        if (exception is RedisException)
        {
            message = $"Redis can't be used: {exception.Message} See that it is running and that "
                + $"{ClusterSettings.SectionName}:{nameof(ClusterSettings.RedisConnectionString)} is right.";
        }
    }

    private static IPAddress ParseAddress(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new ConfigurationException(
            $"{ClusterSettings.SectionName}:{nameof(ClusterSettings.AdvertisedAddress)} is '{text}', which is no IP address.");
}
