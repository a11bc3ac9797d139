using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Adds stores in memory.</summary>
public static class MemoryGrainStorageSiloBuilderExtensions
{
    /// <summary>Adds a store in memory.</summary>
    public static ISiloBuilder AddMemoryGrainStorage(
        this ISiloBuilder builder, string name, Action<MemoryGrainStorageOptions> configureOptions) =>
        builder.AddMemoryGrainStorage(name, options => options.Configure(configureOptions));

    /// <summary>Adds a store in memory for states that name no store.</summary>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(
        this ISiloBuilder builder, Action<MemoryGrainStorageOptions> configureOptions) =>
        builder.AddMemoryGrainStorage(StorageProviderExtensions.DefaultName, configureOptions);

    /// <summary>Adds a store in memory for states that name no store.</summary>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
        builder.AddMemoryGrainStorage(StorageProviderExtensions.DefaultName, configureOptions);

    /// <summary>Adds a store in memory.</summary>
    public static ISiloBuilder AddMemoryGrainStorage(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null)
    {
        var services = builder.Services;
        configureOptions?.Invoke(services.AddOptions<MemoryGrainStorageOptions>(name));
        services.AddTransient<IPostConfigureOptions<MemoryGrainStorageOptions>, StorageSerializerPostConfigure<MemoryGrainStorageOptions>>();
        services.AddGrainStorage(name, (s, n) => new MemoryGrainStorage(
            n, s.GetRequiredService<IOptionsMonitor<MemoryGrainStorageOptions>>().Get(n), s.GetRequiredService<Silo>()));
        return builder;
    }
}
