using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A parameter of a grain's constructor that asks for a state.</summary>
internal sealed class PersistentStateFacet
{
    private readonly ConstructorInfo _constructor;
    private readonly string _stateName;
    private readonly string? _storageName;

    public PersistentStateFacet(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        ParameterType = parameter.ParameterType;
        if (!ParameterType.IsGenericType || ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException(
                $"Parameter '{parameter.Name}' of {parameter.Member.DeclaringType} has [PersistentState] but is no IPersistentState<>.");
        }

        _stateName = attribute.StateName.Length > 0 ? attribute.StateName : parameter.Name!;
        _storageName = attribute.StorageName;
        _constructor = typeof(PersistentState<>).MakeGenericType(ParameterType.GetGenericArguments()).GetConstructors()[0];
    }

    public Type ParameterType { get; }

    /// <exception cref="BadProviderConfigException">There is no such store.</exception>
    public object Create(IServiceProvider services)
    {
        var store = string.IsNullOrWhiteSpace(_storageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(_storageName);
        var grainId = services.GetRequiredService<IGrainContext>().GrainId;
        return store is not null
            ? _constructor.Invoke([_stateName, grainId, store])
            : throw new BadProviderConfigException(string.IsNullOrWhiteSpace(_storageName)
                ? $"No default storage provider found loading grain type {grainId.Type}."
                : $"No storage provider named \"{_storageName}\" found loading grain type {grainId.Type}.");
    }
}
