using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Brings what every client needs.</summary>
internal sealed class ClientBuilder : OrleansBuilder, IClientBuilder
{
    private ClientBuilder(IServiceCollection services, IConfiguration configuration)
        : base(services, configuration)
    {
    }

    public static ClientBuilder Get(IServiceCollection services, IConfiguration? configuration) =>
        Get(services, configuration, static (s, c) => new ClientBuilder(s, c).AddDefaults());

    private ClientBuilder AddDefaults()
    {
        Services.AddLogging();
        Services.AddOptions();
        Services.TryAddSingleton(TimeProvider.System);
        var section = Configuration.GetSection("Orleans");
        Services.Configure<ClusterOptions>(section);
        Services.Configure<ClientMessagingOptions>(section.GetSection("Messaging"));
        Services.AddSingleton<ClientHostedService>();
        Services.AddHostedService(static s => s.GetRequiredService<ClientHostedService>());
        Services.AddSingleton(static s => new ClusterClient(s.GetRequiredService<ClientHostedService>().Caller, s));
        Services.AddSingleton<IClusterClient>(static s => s.GetRequiredService<ClusterClient>());
        Services.AddSingleton<IGrainFactory>(static s => s.GetRequiredService<ClusterClient>());
        return this;
    }
}
