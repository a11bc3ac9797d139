using Orleans.Runtime;

namespace Orleans;

/// <summary>What is known of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>The identity of a grain.</summary>
    /// <exception cref="ArgumentException">It is neither a grain nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainProxy proxy => proxy.GrainId,
        IGrainBase self => self.GrainContext.GrainId,
        _ => throw new ArgumentException($"{grain.GetType().FullName} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <summary>The GUID key.</summary>
    /// <exception cref="InvalidOperationException">The key has neither the form of a GUID nor that of an integer.</exception>
    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetPrimaryKey(out _);

    /// <summary>The GUID key and its extension.</summary>
    /// <exception cref="InvalidOperationException">The key has neither the form of a GUID nor that of an integer.</exception>
    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        if (id.TryGetGuidKey(out var key, out keyExt))
        {
            return key;
        }

        if (!id.TryGetIntegerKey(out var number, out keyExt))
        {
            throw new InvalidOperationException($"Unable to extract GUID key from grain id {id}");
        }

        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes[8..], number);
        return new Guid(bytes);
    }

    /// <summary>The integer key.</summary>
    /// <exception cref="InvalidOperationException">The key is no integer.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetPrimaryKeyLong(out _);

    /// <summary>The integer key and its extension.</summary>
    /// <exception cref="InvalidOperationException">The key is no integer.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        return id.TryGetIntegerKey(out var key, out keyExt)
            ? key
            : throw new InvalidOperationException($"Unable to extract integer key from grain id {id}");
    }

    /// <summary>The key as text.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>A reference to the grain, by the interface that is asked for.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => grain switch
    {
        TGrainInterface reference when grain is GrainProxy => reference,
        GrainProxy proxy => (TGrainInterface)(object)GrainProxy.Create(typeof(TGrainInterface), proxy.GrainId, proxy.Caller),
        IGrainBase self => (TGrainInterface)(object)GrainProxy.Create(
            typeof(TGrainInterface), self.GrainContext.GrainId, ((Activation)self.GrainContext).Silo.Caller),
        _ => throw new ArgumentException($"{grain.GetType().FullName} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <inheritdoc cref="AsReference{TGrainInterface}" />
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();
}
