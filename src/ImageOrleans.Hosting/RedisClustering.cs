using System.Net;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace ImageOrleans.Hosting;

/// <summary>Clustering through Redis.</summary>
internal static class RedisClustering
{
    public static void Use(ISiloBuilder silo, ClusterSettings settings)
    {
        silo.UseRedisClustering(ConnectionString(settings));
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
    }

    public static void Use(IClientBuilder client, ClusterSettings settings) =>
        client.UseRedisClustering(ConnectionString(settings));

    /// <summary>Says what is wrong with Redis; null when it is something else that went wrong.</summary>
    public static string? Describe(Exception exception) => exception is RedisException
        ? $"Redis can't be used: {exception.Message} See that it is running and that "
            + $"{ClusterSettings.SectionName}:{nameof(ClusterSettings.RedisConnectionString)} is right."
        : null;

    private static string ConnectionString(ClusterSettings settings) => string.IsNullOrWhiteSpace(settings.RedisConnectionString)
        ? throw new ConfigurationException(
            $"{ClusterSettings.SectionName}:{nameof(ClusterSettings.RedisConnectionString)} is missing: clustering through Redis needs it, "
            + "such as 'localhost:6379'.")
        : settings.RedisConnectionString;

    private static IPAddress ParseAddress(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new ConfigurationException(
            $"{ClusterSettings.SectionName}:{nameof(ClusterSettings.AdvertisedAddress)} is '{text}', which is no IP address.");
}
