using System.Buffers.Binary;
using System.Text;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Takes WebP files apart into their chunks (RFC 9649, section 2).</summary>
internal static class WebPFile
{
    public static List<(string Type, byte[] Data)> Chunks(ReadOnlySpan<byte> file)
    {
        Assert.True(file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8), "not a WebP file");
        var chunks = new List<(string, byte[])>();
        for (var offset = 12; offset < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file[(offset + 4)..]);
            chunks.Add((Encoding.ASCII.GetString(file.Slice(offset, 4)), file.Slice(offset + 8, length).ToArray()));
            offset += 8 + length + (length & 1);
        }

        return chunks;
    }

    public static byte[]? Chunk(ReadOnlySpan<byte> file, string type) => Chunks(file).Find(chunk => chunk.Type == type).Data;

    /// <summary>The durations of the frames in milliseconds, and how often they loop: 0 is for ever.</summary>
    public static (List<int> Durations, int Loops) Timing(ReadOnlySpan<byte> file)
    {
        var animation = Chunk(file, "ANIM") ?? throw new InvalidDataException("not animated");
        return (
            [.. Chunks(file).Where(chunk => chunk.Type == "ANMF").Select(frame => Duration(frame.Data))],
            BinaryPrimitives.ReadUInt16LittleEndian(animation.AsSpan(4)));
    }

    // Three bytes, after position and size.
    private static int Duration(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadInt32LittleEndian(frame[12..]) & 0xFFFFFF;
}
