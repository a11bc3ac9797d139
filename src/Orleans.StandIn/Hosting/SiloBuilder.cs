using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Brings what every silo needs.</summary>
internal sealed class SiloBuilder : OrleansBuilder, ISiloBuilder
{
    private SiloBuilder(IServiceCollection services, IConfiguration configuration)
        : base(services, configuration)
    {
    }

    public static SiloBuilder Get(IServiceCollection services, IConfiguration? configuration) =>
        Get(services, configuration, static (s, c) => new SiloBuilder(s, c).AddDefaults());

    private SiloBuilder AddDefaults()
    {
        Services.AddLogging();
        Services.AddOptions();
        Services.TryAddSingleton(TimeProvider.System);
        Services.TryAddKeyedSingleton<TimeProvider>(KeyedService.AnyKey, static (s, _) => s.GetRequiredService<TimeProvider>());

        var section = Configuration.GetSection("Orleans");
        Services.Configure<ClusterOptions>(section);
        Services.Configure<SiloMessagingOptions>(section.GetSection("Messaging"));
        Services.Configure<SiloOptions>(o => o.SiloName = section["Name"]!);
        Services.PostConfigure<SiloOptions>(o => o.SiloName ??= $"Silo_{Guid.NewGuid().ToString("N")[..5]}");
        Services.AddSingleton<IConfigurationValidator, GrainClassesValidator>();

        Services.AddSingleton<Silo>();
        Services.AddSingleton<ILocalSiloDetails>(static s => s.GetRequiredService<Silo>());
        Services.AddSingleton<SiloLifecycle>();
        Services.AddSingleton<ISiloLifecycle>(static s => s.GetRequiredService<SiloLifecycle>());
        Services.AddSingleton(static s => new ClusterClient(s.GetRequiredService<Silo>().Caller, s));
        Services.AddSingleton<IClusterClient>(static s => s.GetRequiredService<ClusterClient>());
        Services.AddSingleton<IGrainFactory>(static s => s.GetRequiredService<ClusterClient>());
        Services.AddScoped<GrainContextHolder>();
        Services.AddScoped(static s => s.GetRequiredService<GrainContextHolder>().Context
            ?? throw new InvalidOperationException("There is no grain context outside of a grain's services."));
        Services.TryAddSingleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>();
        Services.AddHostedService<SiloHostedService>();
        return this;
    }
}
