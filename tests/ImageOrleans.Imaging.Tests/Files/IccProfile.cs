using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Makes small ICC profiles (ICC.1:2001-04, version 2).</summary>
internal static class IccProfile
{
    /// <summary>An RGB profile in which red and green have changed places, so that nobody can ignore it unnoticed.</summary>
    public static byte[] SwappedRgb() => Build("RGB ",
    [
        ("rXYZ", Xyz(0.3851, 0.7169, 0.0971)),
        ("gXYZ", Xyz(0.4361, 0.2225, 0.0139)),
        ("bXYZ", Xyz(0.1431, 0.0606, 0.7141)),
        ("wtpt", Xyz(0.9642, 1, 0.8249)),
        ("rTRC", Gamma),
        ("gTRC", Gamma),
        ("bTRC", Gamma),
        ("cprt", [.. "text\0\0\0\0test\0"u8]),
        ("desc", Description),
    ]);

    /// <summary>A grey profile of gamma 2.2.</summary>
    public static byte[] Grey() => Build("GRAY",
    [
        ("wtpt", Xyz(0.9642, 1, 0.8249)),
        ("kTRC", Gamma),
        ("cprt", [.. "text\0\0\0\0test\0"u8]),
        ("desc", Description),
    ]);

    // One value of 8.8 fixed point: a plain exponent of 2.2.
    private static byte[] Gamma => [.. "curv\0\0\0\0"u8, 0, 0, 0, 1, 0x02, 0x33];

    private static byte[] Description => [.. "desc\0\0\0\0"u8, 0, 0, 0, 5, .. "test\0"u8, .. new byte[78]];

    private static byte[] Xyz(double x, double y, double z)
    {
        var data = new byte[20];
        "XYZ "u8.CopyTo(data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), (int)Math.Round(x * 65536));
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(12), (int)Math.Round(y * 65536));
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(16), (int)Math.Round(z * 65536));
        return data;
    }

    private static byte[] Build(string colourSpace, List<(string Name, byte[] Data)> tags)
    {
        const int headerLength = 128;
        var table = new byte[4 + (12 * tags.Count)];
        BinaryPrimitives.WriteInt32BigEndian(table, tags.Count);
        var values = new MemoryStream();
        for (var i = 0; i < tags.Count; i++)
        {
            var (name, data) = tags[i];
            var entry = table.AsSpan(4 + (12 * i));
            System.Text.Encoding.ASCII.GetBytes(name, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], headerLength + table.Length + (int)values.Length);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], data.Length);
            values.Write(data);
            values.Write(new byte[-(int)values.Length & 3]);
        }

        var header = new byte[headerLength];
        BinaryPrimitives.WriteInt32BigEndian(header, headerLength + table.Length + (int)values.Length);
        header[8] = 2;
        header[9] = 0x10;
        "mntr"u8.CopyTo(header.AsSpan(12));
        System.Text.Encoding.ASCII.GetBytes(colourSpace, header.AsSpan(16));
        "XYZ "u8.CopyTo(header.AsSpan(20));
        ReadOnlySpan<byte> created = [0x07, 0xEA, 0, 1, 0, 1];
        created.CopyTo(header.AsSpan(24));
        "acsp"u8.CopyTo(header.AsSpan(36));
        Xyz(0.9642, 1, 0.8249).AsSpan(8).CopyTo(header.AsSpan(68));
        return [.. header, .. table, .. values.ToArray()];
    }
}
