using System.Buffers.Binary;
using System.IO.Compression;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Reads and writes PNG files (RFC 2083), 8 bits a channel and not interlaced, and makes unusual ones.</summary>
internal static class PngFile
{
    private static readonly byte[] Signature = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOfByte)];

    private static ReadOnlySpan<byte> ColourTypes => [0, 4, 2, 6];

    public static List<(string Type, byte[] Data)> Chunks(ReadOnlySpan<byte> file)
    {
        Assert.True(file.StartsWith(Signature), "not a PNG file");
        var chunks = new List<(string, byte[])>();
        for (var offset = Signature.Length; offset < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[offset..]);
            chunks.Add(
                (System.Text.Encoding.ASCII.GetString(file.Slice(offset + 4, 4)), file.Slice(offset + 8, length).ToArray()));
            offset += length + 12;
        }

        return chunks;
    }

    public static byte[] FromChunks(IEnumerable<(string Type, byte[] Data)> chunks)
    {
        var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> number = stackalloc byte[4];
        foreach (var (type, data) in chunks)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            byte[] checkedPart = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
            file.Write(checkedPart);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc(checkedPart));
            file.Write(number);
        }

        return file.ToArray();
    }

    /// <summary>The file with further chunks after its header.</summary>
    public static byte[] With(ReadOnlySpan<byte> file, params IEnumerable<(string Type, byte[] Data)> more)
    {
        var chunks = Chunks(file);
        chunks.InsertRange(1, more);
        return FromChunks(chunks);
    }

    /// <summary>A text: of an iTXt chunk, or of a zTXt chunk, which is how libvips writes XMP.</summary>
    public static byte[] Text(ReadOnlySpan<byte> file, string keyword)
    {
        var start = System.Text.Encoding.ASCII.GetBytes(keyword + '\0');
        var (type, data) = Chunks(file).Find(chunk => chunk.Type is "iTXt" or "zTXt" && chunk.Data.AsSpan().StartsWith(start));
        Assert.NotNull(data);
        var isCompressed = type == "zTXt" || data[start.Length] == 1;

        // Before the text stand, in iTXt, a flag, the method, and two more strings; in zTXt the method alone.
        var text = data[(start.Length + (type == "zTXt" ? 1 : 4))..];
        if (!isCompressed)
        {
            return text;
        }

        var inflated = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(text), CompressionMode.Decompress);
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }

    public static byte[] Header(int width, int height, byte bits, byte colourType)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = bits;
        header[9] = colourType;
        return header;
    }

    /// <summary>A file of raw rows, each of which begins with its filter byte.</summary>
    public static byte[] FromRows(int width, int height, byte bits, byte colourType, IEnumerable<byte[]> rows)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                zlib.Write(row);
            }
        }

        return FromChunks([("IHDR", Header(width, height, bits, colourType)), ("IDAT", compressed.ToArray()), ("IEND", [])]);
    }

    /// <summary>A file with exactly these pixels, of one to four channels; every row has the Paeth filter.</summary>
    public static byte[] Write(PixelBuffer pixels)
    {
        const byte paeth = 4;
        var step = pixels.Channels;
        return FromRows(pixels.Width, pixels.Height, 8, ColourTypes[step - 1], Enumerable.Range(0, pixels.Height).Select(y =>
        {
            ReadOnlySpan<byte> row = pixels.Row(y);
            var above = y == 0 ? new byte[row.Length] : pixels.Row(y - 1);
            var line = new byte[1 + row.Length];
            line[0] = paeth;
            for (var i = 0; i < row.Length; i++)
            {
                int left = i < step ? 0 : row[i - step];
                int corner = i < step ? 0 : above[i - step];
                line[1 + i] = (byte)(row[i] - Paeth(left, above[i], corner));
            }

            return line;
        }));
    }

    /// <summary>The same picture at 16 bits a channel; the lower 8 bits are noise, as cameras have it.</summary>
    public static byte[] SixteenBit(PixelBuffer pixels)
    {
        var noise = new Random(1);
        return FromRows(pixels.Width, pixels.Height, 16, ColourTypes[pixels.Channels - 1], Enumerable.Range(0, pixels.Height).Select(y =>
        {
            var row = pixels.Row(y);
            var line = new byte[1 + (2 * row.Length)];
            for (var i = 0; i < row.Length; i++)
            {
                line[1 + (2 * i)] = row[i];
                line[2 + (2 * i)] = (byte)noise.Next(256);
            }

            return line;
        }));
    }

    public static PixelBuffer Read(ReadOnlySpan<byte> file)
    {
        var chunks = Chunks(file);
        var header = chunks[0].Data;
        var (width, height) = (
            BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        Assert.Equal((8, 0), (header[8], header[12]));
        var palette = chunks.Find(chunk => chunk.Type == "PLTE").Data;
        var opacities = chunks.Find(chunk => chunk.Type == "tRNS").Data;
        var bands = header[9] switch { 0 => 1, 2 => 3, 3 => 1, 4 => 2, 6 => 4, _ => throw new InvalidDataException() };
        var raw = Inflate(chunks, width * bands, height, bands);
        if (header[9] != 3)
        {
            var picture = new PixelBuffer(width, height, bands);
            raw.CopyTo(picture.Bytes.Span);
            return picture;
        }

        var coloured = new PixelBuffer(width, height, opacities is null ? 3 : 4);
        for (var i = 0; i < raw.Length; i++)
        {
            var pixel = coloured.Bytes.Span.Slice(i * coloured.Channels, coloured.Channels);
            palette.AsSpan(raw[i] * 3, 3).CopyTo(pixel);
            if (opacities is not null)
            {
                pixel[3] = raw[i] < opacities.Length ? opacities[raw[i]] : (byte)255;
            }
        }

        return coloured;
    }

    private static byte[] Inflate(List<(string Type, byte[] Data)> chunks, int stride, int height, int step)
    {
        using var zlib = new ZLibStream(
            new MemoryStream([.. chunks.Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Data)]), CompressionMode.Decompress);
        var rows = new byte[stride * height];
        var above = new byte[stride];
        for (var y = 0; y < height; y++)
        {
            var filter = zlib.ReadByte();
            var row = rows.AsSpan(y * stride, stride);
            zlib.ReadExactly(row);
            for (var i = 0; i < stride; i++)
            {
                int left = i < step ? 0 : row[i - step];
                int corner = i < step ? 0 : above[i - step];
                row[i] += (byte)(filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    4 => Paeth(left, above[i], corner),
                    _ => throw new InvalidDataException($"filter {filter}"),
                });
            }

            row.CopyTo(above);
        }

        return rows;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
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
