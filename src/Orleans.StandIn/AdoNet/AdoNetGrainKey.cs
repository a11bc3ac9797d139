using System.Text;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A grain's key as the table's columns hold it: GUIDs as two numbers, integers as the second number, other texts as the
/// extension. A string key that reads like a GUID or a hexadecimal number is held as that: "b" and "0B" are one row.
/// </summary>
internal readonly struct AdoNetGrainKey
{
    private AdoNetGrainKey(long n0, long n1, string? extension, byte[] key)
    {
        N0 = n0;
        N1 = n1;
        Extension = extension;
        byte[] bytes = [.. key, .. Encoding.UTF8.GetBytes(extension ?? "")];
        Array.Reverse(bytes);
        Hash = (int)StableHash.ComputeHash(bytes);
    }

    public long N0 { get; }

    public long N1 { get; }

    public string? Extension { get; }

    public int Hash { get; }

    public static AdoNetGrainKey Of(GrainId id)
    {
        if (id.TryGetGuidKey(out var guid, out var extension))
        {
            var bytes = guid.ToByteArray();
            return new AdoNetGrainKey(BitConverter.ToInt64(bytes, 0), BitConverter.ToInt64(bytes, 8), extension, bytes);
        }

        return id.TryGetIntegerKey(out var number, out extension)
            ? new AdoNetGrainKey(0, number, extension, BitConverter.GetBytes(number))
            : new AdoNetGrainKey(0, 0, id.Key.ToString(), []);
    }
}
