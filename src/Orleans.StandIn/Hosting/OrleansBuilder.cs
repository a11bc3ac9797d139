using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Of silos and clients. Registered among the services it configures, so that a second call goes on with the first one's.</summary>
internal abstract class OrleansBuilder(IServiceCollection services, IConfiguration configuration)
{
    public IServiceCollection Services { get; } = services;

    public IConfiguration Configuration { get; } = configuration;

    /// <exception cref="OrleansConfigurationException">The host already has a builder of the other kind.</exception>
    public static TBuilder Get<TBuilder>(
        IServiceCollection services, IConfiguration? configuration, Func<IServiceCollection, IConfiguration, TBuilder> create)
        where TBuilder : OrleansBuilder
    {
        var existing = services.FirstOrDefault(d => d.ServiceType == typeof(OrleansBuilder))?.ImplementationInstance;
        if (existing is not null)
        {
            return existing as TBuilder ?? throw new OrleansConfigurationException(
                "Do not use both UseOrleans and UseOrleansClient in one host. A silo's host has a client already.");
        }

        var builder = create(services, configuration ?? new ConfigurationBuilder().Build());
        services.AddSingleton<OrleansBuilder>(builder);
        return builder;
    }
}
