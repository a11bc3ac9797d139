using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Writes and inspects GIF files (GIF89a specification, CompuServe 1990).</summary>
internal static class GifFile
{
    /// <summary>
    /// An animation of RGB frames. Its colours are the 252 of a 6×7×6 cube, to which pixels are rounded; with
    /// <paramref name="transparent"/> the colour of the top left pixel is transparent.
    /// </summary>
    public static byte[] Write(
        IReadOnlyList<PixelBuffer> frames, IReadOnlyList<int> delays, int loops = 0, bool transparent = false)
    {
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("GIF89a"u8);
        writer.Write((ushort)frames[0].Width);
        writer.Write((ushort)frames[0].Height);
        writer.Write([0xF7, 0, 0]);
        for (var i = 0; i < 256; i++)
        {
            writer.Write([(byte)(i % 6 * 51), (byte)(i / 6 % 7 * 42.5), (byte)(Math.Min(i / 42, 5) * 51)]);
        }

        if (frames.Count > 1)
        {
            writer.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1]);
            writer.Write((ushort)loops);
            writer.Write((byte)0);
        }

        for (var i = 0; i < frames.Count; i++)
        {
            var indexes = Indexes(frames[i]);
            writer.Write([0x21, 0xF9, 4, (byte)(transparent ? 9 : 8)]);
            writer.Write((ushort)delays[i]);
            writer.Write([transparent ? indexes[0] : (byte)0, 0]);
            writer.Write([0x2C, 0, 0, 0, 0]);
            writer.Write((ushort)frames[i].Width);
            writer.Write((ushort)frames[i].Height);
            writer.Write((byte)0);
            WriteImageData(writer, indexes);
        }

        writer.Write((byte)0x3B);
        return file.ToArray();
    }

    /// <summary>
    /// The delays of the frames in hundredths of a second, and how often they loop: 0 is for ever, null not at all.
    /// </summary>
    public static (List<int> Delays, int? Loops) Timing(ReadOnlySpan<byte> file)
    {
        Assert.True(file.StartsWith("GIF89a"u8), "not a GIF89a file");
        var delays = new List<int>();
        int? loops = null;
        var offset = 13 + TableLength(file[10]);
        while (file[offset] != 0x3B)
        {
            switch (file[offset], file[offset + 1])
            {
                case (0x21, 0xF9):
                    delays.Add(BinaryPrimitives.ReadUInt16LittleEndian(file[(offset + 4)..]));
                    offset += 2;
                    break;
                case (0x21, 0xFF) when file[(offset + 3)..].StartsWith("NETSCAPE2.0"u8):
                    loops = BinaryPrimitives.ReadUInt16LittleEndian(file[(offset + 16)..]);
                    offset += 2;
                    break;
                case (0x21, _):
                    offset += 2;
                    break;
                case (0x2C, _):
                    offset += 10 + TableLength(file[offset + 9]) + 1;
                    break;
                default:
                    throw new InvalidDataException($"block {file[offset]:X2} at {offset}");
            }

            while (file[offset] != 0)
            {
                offset += file[offset] + 1;
            }

            offset++;
        }

        return (delays, loops);
    }

    private static int TableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static byte[] Indexes(PixelBuffer frame)
    {
        var indexes = new byte[frame.Width * frame.Height];
        var pixels = frame.Bytes.Span;
        for (var i = 0; i < indexes.Length; i++)
        {
            var pixel = pixels.Slice(i * frame.Channels, 3);
            indexes[i] = (byte)(((pixel[0] + 25) / 51) + (6 * ((pixel[1] + 21) * 2 / 85)) + (42 * ((pixel[2] + 25) / 51)));
        }

        return indexes;
    }

    /// <summary>LZW with codes that grow from 9 to 12 bits (appendix F).</summary>
    private static void WriteImageData(BinaryWriter writer, byte[] indexes)
    {
        const int clear = 256;
        const int end = 257;
        var packed = new MemoryStream();
        var bits = 0UL;
        var bitCount = 0;
        var codes = new Dictionary<(int Prefix, byte Next), int>();
        var width = 9;
        Emit(clear);
        int prefix = indexes[0];
        foreach (var next in indexes.Skip(1))
        {
            if (codes.TryGetValue((prefix, next), out var code))
            {
                prefix = code;
                continue;
            }

            Emit(prefix);
            var fresh = end + 1 + codes.Count;
            if (fresh == 4095)
            {
                Emit(clear);
                codes.Clear();
                width = 9;
            }
            else
            {
                codes.Add((prefix, next), fresh);
                if (fresh == 1 << width)
                {
                    width++;
                }
            }

            prefix = next;
        }

        Emit(prefix);
        Emit(end);
        if (bitCount > 0)
        {
            packed.WriteByte((byte)bits);
        }

        writer.Write((byte)8);
        foreach (var block in packed.ToArray().Chunk(255))
        {
            writer.Write((byte)block.Length);
            writer.Write(block);
        }

        writer.Write((byte)0);

        void Emit(int code)
        {
            bits |= (ulong)code << bitCount;
            for (bitCount += width; bitCount >= 8; bitCount -= 8)
            {
                packed.WriteByte((byte)bits);
                bits >>= 8;
            }
        }
    }
}
