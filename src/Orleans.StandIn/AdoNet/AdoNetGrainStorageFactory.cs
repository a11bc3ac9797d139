using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Storage;

/// <summary>Makes database stores, for those who wrap them.</summary>
public static class AdoNetGrainStorageFactory
{
    /// <summary>Makes the store of the options of that name. It takes part in the silo's life cycle.</summary>
    public static AdoNetGrainStorage Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>().Get(name),
        services.GetRequiredService<IOptions<ClusterOptions>>());
}
