namespace ImageOrleans.Storage.Database;

/// <summary>How Orleans' ADO.NET grain storage writes a GUID key.</summary>
internal static class GrainStateKey
{
    /// <summary>The two halves of a GUID, as the columns GrainIdN0 and GrainIdN1 hold them.</summary>
    public static (long N0, long N1) Halves(Guid key)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes);
        return (BitConverter.ToInt64(bytes), BitConverter.ToInt64(bytes[8..]));
    }

    /// <summary>The GUID of the two halves.</summary>
    public static Guid Join(long n0, long n1)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, n0);
        BitConverter.TryWriteBytes(bytes[8..], n1);
        return new Guid(bytes);
    }
}
