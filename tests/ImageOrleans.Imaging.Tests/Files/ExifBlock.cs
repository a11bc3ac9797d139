using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Makes EXIF blocks (CIPA DC-008): a TIFF file without pictures.</summary>
internal static class ExifBlock
{
    /// <summary>What stands in the blocks that <see cref="WithSecrets"/> makes, to look for afterwards.</summary>
    public const string Secret = "Copyright Secret Studio 2026";

    private const ushort AsciiType = 2;
    private const ushort ShortType = 3;
    private const ushort LongType = 4;

    public static byte[] WithOrientation(int orientation) => Build([(0x0112, ShortType, [(byte)orientation, 0])], gps: null);

    /// <summary>Orientation, a copyright text, and a GPS directory with a latitude reference.</summary>
    public static byte[] WithSecrets(int orientation) => Build(
        [(0x0112, ShortType, [(byte)orientation, 0]), (0x8298, AsciiType, [.. System.Text.Encoding.ASCII.GetBytes(Secret), 0])],
        gps: [(0x0001, AsciiType, [.. "N\0"u8])]);

    public static (byte Marker, byte[] Data) AsSegment(byte[] exif) => (JpegFile.App1, [.. "Exif\0\0"u8, .. exif]);

    /// <summary>The orientation in a block, with or without "Exif\0\0" before it; null where it has none.</summary>
    public static int? Orientation(ReadOnlySpan<byte> block)
    {
        var exif = block.StartsWith("Exif\0\0"u8) ? block[6..] : block;
        var little = exif[0] == 'I';
        var offset = (int)U32(exif[4..], little);
        var count = U16(exif[offset..], little);
        for (var i = 0; i < count; i++)
        {
            var entry = exif[(offset + 2 + (12 * i))..];
            if (U16(entry, little) == 0x0112)
            {
                return U16(entry[8..], little);
            }
        }

        return null;
    }

    private static ushort U16(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint U32(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

    private static byte[] Build(
        List<(ushort Tag, ushort Type, byte[] Value)> entries, List<(ushort Tag, ushort Type, byte[] Value)>? gps)
    {
        var file = new MemoryStream();
        file.Write([(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0]);
        if (gps is not null)
        {
            // The GPS directory comes right after the first one and its values.
            var after = 8 + 2 + (12 * (entries.Count + 1)) + 4 + entries.Sum(
                entry => entry.Value.Length > 4 ? entry.Value.Length : 0);
            entries = [.. entries, (0x8825, LongType, BitConverter.GetBytes(after))];
        }

        WriteDirectory(file, entries);
        if (gps is not null)
        {
            WriteDirectory(file, gps);
        }

        return file.ToArray();
    }

    private static void WriteDirectory(MemoryStream file, List<(ushort Tag, ushort Type, byte[] Value)> entries)
    {
        using var writer = new BinaryWriter(file, System.Text.Encoding.ASCII, leaveOpen: true);
        var valueOffset = (int)file.Position + 2 + (12 * entries.Count) + 4;
        var values = new MemoryStream();
        writer.Write((ushort)entries.Count);
        foreach (var (tag, type, value) in entries)
        {
            writer.Write(tag);
            writer.Write(type);
            writer.Write(type switch { ShortType => value.Length / 2, LongType => value.Length / 4, _ => value.Length });
            if (value.Length > 4)
            {
                writer.Write(valueOffset + (int)values.Length);
                values.Write(value);
            }
            else
            {
                writer.Write([.. value, .. new byte[4 - value.Length]]);
            }
        }

        writer.Write(0);
        writer.Write(values.ToArray());
    }
}
