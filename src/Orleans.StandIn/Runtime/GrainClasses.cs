using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orleans.Runtime;

/// <summary>All classes of grains in the application's assemblies.</summary>
internal sealed class GrainClasses
{
    private static readonly Lazy<GrainClasses> OfApplication = new(() => new GrainClasses(FindAssemblies()));
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];

    private GrainClasses(IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.SelectMany(a => a.GetTypes()))
        {
            if (type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
                && typeof(IAddressable).IsAssignableFrom(type) && !typeof(GrainProxy).IsAssignableFrom(type)
                && typeof(IGrainBase).IsAssignableFrom(type))
            {
                Add(new GrainClass(type));
            }
        }
    }

    public static GrainClasses Instance => OfApplication.Value;

    public IEnumerable<GrainClass> All => _byType.Values;

    /// <exception cref="ArgumentException">No class is called that.</exception>
    public GrainClass Get(GrainType type) => _byType.TryGetValue(type, out var found)
        ? found
        : throw new ArgumentException($"Could not find an implementation for grain type {type}", nameof(type));

    /// <summary>The class of an interface: the only one, or the one that is named as the interface, or the one of a prefix.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public GrainClass Find(Type interfaceType, string? prefix)
    {
        if (!_byInterface.TryGetValue(interfaceType, out var all))
        {
            throw new ArgumentException($"Could not find an implementation for interface {interfaceType}", nameof(interfaceType));
        }

        var hasPrefix = !string.IsNullOrWhiteSpace(prefix);
        var candidates = hasPrefix ? all.FindAll(c => c.Type.FullName!.StartsWith(prefix!, StringComparison.Ordinal)) : all;
        var exact = candidates.Find(c => hasPrefix
            ? string.Equals(c.Type.FullName, prefix, StringComparison.Ordinal)
            : string.Equals(c.Type.Name, interfaceType.Name[1..], StringComparison.Ordinal));
        return exact ?? candidates switch
        {
            [var only] => only,
            [] => throw new ArgumentException(
                $"Could not find an implementation matching prefix \"{prefix}\" for interface {interfaceType}", nameof(prefix)),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {interfaceType}. Candidates: "
                + string.Join(", ", candidates.Select(c => $"{c.GrainType} ({c.Type.FullName})")),
                nameof(interfaceType)),
        };
    }

    /// <summary>This assembly and all that refer to it: those that are loaded, and those beside the application that are not yet.</summary>
    private static IEnumerable<Assembly> FindAssemblies()
    {
        var name = typeof(GrainClasses).Assembly.GetName().Name!;
        var found = AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => !a.IsDynamic && a.GetReferencedAssemblies().Any(r => string.Equals(r.Name, name, StringComparison.Ordinal)))
            .ToDictionary(a => a.GetName().Name!, StringComparer.OrdinalIgnoreCase);
        found[name] = typeof(GrainClasses).Assembly;
        var platform = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        foreach (var path in platform.Split(Path.PathSeparator))
        {
            var simpleName = Path.GetFileNameWithoutExtension(path);
            if (path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) && !found.ContainsKey(simpleName)
                && RefersTo(path, name))
            {
                found[simpleName] = Assembly.Load(simpleName);
            }
        }

        return found.Values;
    }

    private static bool RefersTo(string path, string name)
    {
        using var file = new PEReader(File.OpenRead(path));
        if (!file.HasMetadata)
        {
            return false;
        }

        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Any(r => metadata.StringComparer.Equals(metadata.GetAssemblyReference(r).Name, name));
    }

    private void Add(GrainClass grainClass)
    {
        if (!_byType.TryAdd(grainClass.GrainType, grainClass))
        {
            throw new OrleansConfigurationException(
                $"The grain classes {_byType[grainClass.GrainType].Type} and {grainClass.Type} are both called '{grainClass.GrainType}'.");
        }

        foreach (var type in grainClass.Interfaces)
        {
            if (!_byInterface.TryGetValue(type, out var classes))
            {
                _byInterface[type] = classes = [];
            }

            classes.Add(grainClass);
        }
    }
}
