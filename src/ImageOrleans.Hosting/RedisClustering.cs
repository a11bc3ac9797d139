namespace ImageOrleans.Hosting;

/// <summary>Clustering through Redis, where the packages for it are there.</summary>
internal static partial class RedisClustering
{
    private const string Package = "Microsoft.Orleans.Clustering.Redis";

    public static void Use(ISiloBuilder silo, ClusterSettings settings)
    {
        var isDone = false;
        UseOnSilo(silo, settings, Check(settings), ref isDone);
        ThrowUnless(isDone);
    }

    public static void Use(IClientBuilder client, ClusterSettings settings)
    {
        var isDone = false;
        UseOnClient(client, Check(settings), ref isDone);
        ThrowUnless(isDone);
    }

    /// <summary>Says what is wrong with Redis; null when it is something else that went wrong.</summary>
    public static string? Describe(Exception exception)
    {
        string? message = null;
        DescribeFailure(exception, ref message);
        return message;
    }

    static partial void DescribeFailure(Exception exception, ref string? message);

    static partial void UseOnSilo(ISiloBuilder silo, ClusterSettings settings, string connectionString, ref bool isDone);

    static partial void UseOnClient(IClientBuilder client, string connectionString, ref bool isDone);

    private static string Check(ClusterSettings settings) => string.IsNullOrWhiteSpace(settings.RedisConnectionString)
        ? throw new ConfigurationException(
            $"{ClusterSettings.SectionName}:{nameof(ClusterSettings.RedisConnectionString)} is missing: clustering through Redis needs it, "
            + "such as 'localhost:6379'.")
        : settings.RedisConnectionString;

    private static void ThrowUnless(bool isDone)
    {
        if (!isDone)
        {
            throw ConfigurationException.MissingPackage(
                $"{ClusterSettings.SectionName}:{nameof(ClusterSettings.Clustering)}={nameof(ClusteringKind.Redis)}", Package);
        }
    }
}
