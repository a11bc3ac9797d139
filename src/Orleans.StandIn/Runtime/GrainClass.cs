using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Orleans.Runtime;

/// <summary>What is known of a class of grains; found out once.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _factory;
    private readonly List<PersistentStateFacet> _facets = [];

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = GrainType.Create(type.GetCustomAttribute<GrainTypeAttribute>()?.Name ?? NameByConvention(type));
        DisplayName = $"{type.FullName},{type.Assembly.GetName().Name}";
        var placement = type.GetCustomAttribute<PlacementAttribute>();
        Placement = placement?.Kind ?? PlacementKind.Random;
        MaxWorkers = (placement as StatelessWorkerAttribute)?.MaxLocalWorkers ?? 0;
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        CollectionAge = type.IsDefined(typeof(KeepAliveAttribute)) ? Timeout.InfiniteTimeSpan
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>() is not { } limit ? null
            : limit.AlwaysActive ? Timeout.InfiniteTimeSpan : limit.AgeLimit;
        Interfaces = [.. type.GetInterfaces().Where(i => typeof(IAddressable).IsAssignableFrom(i) && i != typeof(IAddressable))];
        foreach (var parameter in type.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? [])
        {
            if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } attribute)
            {
                _facets.Add(new PersistentStateFacet(parameter, attribute));
            }
        }

        _factory = ActivatorUtilities.CreateFactory(type, [.. _facets.Select(f => f.ParameterType)]);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    /// <summary>As statistics show it: full name and assembly.</summary>
    public string DisplayName { get; }

    public PlacementKind Placement { get; }

    /// <summary>For stateless workers.</summary>
    public int MaxWorkers { get; }

    public bool IsReentrant { get; }

    /// <summary>How long grains are idle before they are collected: null for the silo's default.</summary>
    public TimeSpan? CollectionAge { get; }

    public Type[] Interfaces { get; }

    /// <summary>Builds a grain and the states that its constructor asks for.</summary>
    /// <exception cref="InvalidOperationException">It could not be built.</exception>
    public object CreateInstance(IServiceProvider services, out IReadOnlyList<IPersistentStateReader> states)
    {
        try
        {
            var arguments = _facets.ConvertAll(f => f.Create(services));
            states = [.. arguments.Cast<IPersistentStateReader>()];
            return _factory(services, [.. arguments]);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"Failed to create an instance of grain type '{Type}'. See InnerException for details.", e);
        }
    }

    /// <summary>The class's name in lower case, without "grain" at its end.</summary>
    private static string NameByConvention(Type type)
    {
        const string Suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }
}
