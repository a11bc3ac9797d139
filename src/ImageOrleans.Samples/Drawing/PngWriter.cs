using System.Buffers.Binary;
using System.IO.Compression;

namespace ImageOrleans.Samples.Drawing;

/// <summary>Writes pixels as a PNG file (RFC 2083), 8 bits a channel, every row with the Paeth filter.</summary>
public static class PngWriter
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOfByte)];

    /// <summary>Writes a PNG file.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="level">How hard to compress; <see cref="CompressionLevel.NoCompression"/> for a file that is decoded at once.</param>
    /// <returns>The file.</returns>
    public static byte[] Write(PixelBuffer pixels, CompressionLevel level = CompressionLevel.Optimal)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ReadOnlySpan<byte> colourTypes = [0, 4, 2, 6];
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, pixels.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Height);
        header[8] = 8;
        header[9] = colourTypes[pixels.Channels - 1];
        header[10..].Clear();

        var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Deflate(pixels, level));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Writes a chunk: its length, type, data and checksum (RFC 2083, section 3.2).</summary>
    /// <param name="file">Where to.</param>
    /// <param name="type">The type, four letters.</param>
    /// <param name="data">The data.</param>
    public static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    private static ReadOnlySpan<byte> Deflate(PixelBuffer pixels, CompressionLevel level)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, level, leaveOpen: true))
        {
            var line = new byte[1 + (pixels.Width * pixels.Channels)];
            ReadOnlySpan<byte> above = new byte[pixels.Width * pixels.Channels];
            for (var y = 0; y < pixels.Height; y++)
            {
                const byte paeth = 4;
                ReadOnlySpan<byte> row = pixels.Row(y);
                line[0] = paeth;
                Filter(row, above, pixels.Channels, line.AsSpan(1));
                zlib.Write(line);
                above = row;
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    /// <summary>
    /// Subtracts from each byte the neighbour that predicts it best: left, above or above left (RFC 2083, section 6.6).
    /// </summary>
    private static void Filter(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int channels, Span<byte> filtered)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < channels ? 0 : row[i - channels];
            int up = above[i];
            int corner = i < channels ? 0 : above[i - channels];
            var toLeft = Math.Abs(up - corner);
            var toUp = Math.Abs(left - corner);
            var toCorner = Math.Abs(left + up - (2 * corner));
            var best = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
            filtered[i] = (byte)(row[i] - best);
        }
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data)
        {
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint CrcOfByte(int value)
    {
        const uint polynomial = 0xEDB88320;
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc >> 1) ^ ((crc & 1) * polynomial);
        }

        return crc;
    }
}
