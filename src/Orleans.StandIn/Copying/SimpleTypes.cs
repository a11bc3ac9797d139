using System.Globalization;
using System.Net;
using System.Numerics;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>Types whose values never change.</summary>
internal static class SimpleTypes
{
    private static readonly HashSet<Type> Values =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Uri), typeof(Version), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger),
        typeof(IPEndPoint), typeof(GrainId), typeof(GrainType), typeof(IdSpan), typeof(SiloAddress), typeof(TickStatus),
    ];

    public static bool Contains(Type type) =>
        (type.IsPrimitive && type != typeof(nint) && type != typeof(nuint))
        || type.IsEnum
        || Values.Contains(type)
        || typeof(Type).IsAssignableFrom(type)
        || typeof(IPAddress).IsAssignableFrom(type)
        || typeof(CultureInfo).IsAssignableFrom(type)
        || typeof(GrainProxy).IsAssignableFrom(type);
}
