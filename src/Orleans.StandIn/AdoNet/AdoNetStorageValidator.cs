using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Storage;

/// <summary>Keeps a silo from starting whose database store makes no sense.</summary>
internal sealed class AdoNetStorageValidator(string name, IOptionsMonitor<AdoNetGrainStorageOptions> monitor) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var options = monitor.Get(name);
        AdoNetDatabase.Validate($"{nameof(AdoNetGrainStorage)} \"{name}\"", options.Invariant, options.ConnectionString, options.DataSource);
    }
}
