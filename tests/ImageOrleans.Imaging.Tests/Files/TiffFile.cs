using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Writes and inspects TIFF files (TIFF 6.0), uncompressed, one strip a page.</summary>
internal static class TiffFile
{
    private const ushort Compression = 259;
    private const ushort Photometric = 262;
    private const ushort Orientation = 274;
    private const ushort SamplesPerPixel = 277;

    public static byte[] Write(PixelBuffer page, bool bigEndian = false, int orientation = 1) =>
        Write([page], bigEndian, orientation);

    public static byte[] Write(IReadOnlyList<PixelBuffer> pages, bool bigEndian = false, int orientation = 1) =>
        Write([.. pages.Select(page => (page, page.Channels < 3 ? 1 : 2))], bigEndian, orientation);

    /// <summary>Four channels as cyan, magenta, yellow and black: 0 is no ink.</summary>
    public static byte[] WriteCmyk(PixelBuffer page) => Write([(page, 5)], bigEndian: false, orientation: 1);

    /// <summary>The tags of the first page that have one value.</summary>
    public static Dictionary<int, int> Tags(ReadOnlySpan<byte> file)
    {
        var little = file[0] == 'I';
        var directory = file[(int)U32(file[4..], little)..];
        var tags = new Dictionary<int, int>();
        for (var i = 0; i < U16(directory, little); i++)
        {
            var entry = directory[(2 + (12 * i))..];
            tags[U16(entry, little)] = U16(entry[2..], little) == 3 ? U16(entry[8..], little) : (int)U32(entry[8..], little);
        }

        return tags;
    }

    public static int CompressionOf(ReadOnlySpan<byte> file) => Tags(file)[Compression];

    public static int OrientationOf(ReadOnlySpan<byte> file) => Tags(file)[Orientation];

    private static byte[] Write(List<(PixelBuffer Pixels, int Photometric)> pages, bool bigEndian, int orientation)
    {
        var file = new MemoryStream();
        file.Write(bigEndian ? "MM"u8 : "II"u8);
        U16(42);
        for (var i = 0; i < pages.Count; i++)
        {
            var (page, photometric) = pages[i];
            U32((uint)file.Position + 4);
            var bits = Enumerable.Repeat(8, page.Channels).ToArray();
            (ushort Tag, int[] Values)[] tags =
            [
                (256, [page.Width]), (257, [page.Height]), (258, bits), (Compression, [1]), (Photometric, [photometric]),
                (273, [0]), (Orientation, [orientation]), (SamplesPerPixel, [page.Channels]), (278, [page.Height]),
                (279, [page.Bytes.Length]),
                .. page.Channels is 2 || (page.Channels == 4 && photometric == 2) ? [((ushort)338, [2])] : Array.Empty<(ushort, int[])>(),
            ];
            var directoryLength = 2 + (12 * tags.Length) + 4;
            var bitsAt = (uint)(file.Position + directoryLength);
            var pixelsAt = bitsAt + (uint)(2 * bits.Length);
            U16((ushort)tags.Length);
            foreach (var (tag, values) in tags)
            {
                var isShort = tag is 258 or Compression or Photometric or Orientation or SamplesPerPixel or 338;
                U16(tag);
                U16((ushort)(isShort ? 3 : 4));
                U32((uint)values.Length);
                if (tag == 273)
                {
                    U32(pixelsAt);
                }
                else if (values.Length > 2)
                {
                    U32(bitsAt);
                }
                else if (isShort)
                {
                    U16((ushort)values[0]);
                    U16((ushort)(values.Length > 1 ? values[1] : 0));
                }
                else
                {
                    U32((uint)values[0]);
                }
            }

            // The directory ends with where the next one is, which the next turn of the loop writes after this page's pixels.
            var isLast = i == pages.Count - 1;
            U32(isLast ? 0 : pixelsAt + (uint)page.Bytes.Length + 4);
            foreach (var value in bits)
            {
                U16((ushort)value);
            }

            file.Write(page.Bytes.Span);
        }

        return file.ToArray();

        void U16(ushort value)
        {
            Span<byte> bytes = stackalloc byte[2];
            if (bigEndian)
            {
                BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
            }

            file.Write(bytes);
        }

        void U32(uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            if (bigEndian)
            {
                BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            }

            file.Write(bytes);
        }
    }

    private static ushort U16(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint U32(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
