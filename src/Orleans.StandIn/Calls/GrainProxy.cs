using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A reference to a grain. Two references to one grain are equal, whatever the interface.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The proxies that are made at run time derive from it.")]
internal class GrainProxy : DispatchProxy, IEquatable<GrainProxy>
{
    public GrainId GrainId { get; private set; }

    public Caller Caller { get; private set; } = null!;

    private Type Interface { get; set; } = null!;

    public static GrainProxy Create(Type interfaceType, GrainId grainId, Caller caller)
    {
        var proxy = (GrainProxy)Create(interfaceType, typeof(GrainProxy));
        proxy.GrainId = grainId;
        proxy.Caller = caller;
        proxy.Interface = interfaceType;
        return proxy;
    }

    public bool Equals(GrainProxy? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainProxy);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}:{Interface.Name}";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        // Within a grain's turn it is the grain's silo that calls, wherever the reference came from.
        var caller = Activation.Current?.Silo.Caller is { } here && here.Cluster == Caller.Cluster ? here : Caller;
        return GrainMethod.Get(targetMethod!).Call(caller, this, args ?? []);
    }
}
