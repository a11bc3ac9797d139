using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Adds stores in databases.</summary>
public static class AdoNetGrainStorageServiceCollectionExtensions
{
    /// <summary>Adds a store in a database.</summary>
    public static IServiceCollection AddAdoNetGrainStorage(
        this IServiceCollection services, string name, Action<AdoNetGrainStorageOptions> configureOptions) =>
        services.AddAdoNetGrainStorage(name, options => options.Configure(configureOptions));

    /// <summary>Adds a store in a database.</summary>
    public static IServiceCollection AddAdoNetGrainStorage(
        this IServiceCollection services, string name, Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null)
    {
        configureOptions?.Invoke(services.AddOptions<AdoNetGrainStorageOptions>(name));
        services.AddTransient<IPostConfigureOptions<AdoNetGrainStorageOptions>, StorageSerializerPostConfigure<AdoNetGrainStorageOptions>>();
        services.AddSingleton<IConfigurationValidator>(
            s => new AdoNetStorageValidator(name, s.GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>()));
        return services.AddGrainStorage(name, AdoNetGrainStorageFactory.Create);
    }
}
