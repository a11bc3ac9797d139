using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Takes JPEG files apart into their segments (ITU-T T.81, annex B), and adds some.</summary>
internal static class JpegFile
{
    public const byte App1 = 0xE1;
    public const byte App2 = 0xE2;
    public const byte App13 = 0xED;
    public const byte Comment = 0xFE;

    /// <summary>The segments before the first scan: marker and content.</summary>
    public static List<(byte Marker, byte[] Data)> Segments(ReadOnlySpan<byte> file)
    {
        const byte startOfScan = 0xDA;
        Assert.True(file is [0xFF, 0xD8, ..], "not a JPEG file");
        var segments = new List<(byte, byte[])>();
        for (var offset = 2; file[offset + 1] != startOfScan;)
        {
            Assert.Equal(0xFF, file[offset]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(offset + 2)..]);
            segments.Add((file[offset + 1], file.Slice(offset + 4, length - 2).ToArray()));
            offset += length + 2;
        }

        return segments;
    }

    /// <summary>The file with further segments at its beginning.</summary>
    public static byte[] With(ReadOnlySpan<byte> file, params IEnumerable<(byte Marker, byte[] Data)> more)
    {
        var result = new MemoryStream();
        result.Write(file[..2]);
        foreach (var (marker, data) in more)
        {
            WriteSegment(result, marker, data);
        }

        result.Write(file[2..]);
        return result.ToArray();
    }

    public static void WriteSegment(Stream file, byte marker, ReadOnlySpan<byte> data)
    {
        Span<byte> header = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(data.Length + 2));
        file.Write(header);
        file.Write(data);
    }

    public static byte[] WithProfile(ReadOnlySpan<byte> file, byte[] profile) =>
        With(file, (App2, [.. "ICC_PROFILE\0"u8, 1, 1, .. profile]));

    public static byte[]? Profile(ReadOnlySpan<byte> file)
    {
        var data = Segments(file).Find(segment => segment.Marker == App2 && segment.Data.AsSpan().StartsWith("ICC_PROFILE\0"u8)).Data;
        return data?[14..];
    }

    /// <summary>The frame header: SOF0 for baseline, SOF2 for progressive.</summary>
    public static (byte Marker, byte[] Data) Frame(ReadOnlySpan<byte> file) =>
        Segments(file).Find(segment => segment.Marker is 0xC0 or 0xC1 or 0xC2);

    public static int Components(ReadOnlySpan<byte> file) => Frame(file).Data[5];

    /// <summary>The sampling factors of the first component: 0x22 for 4:2:0, 0x11 for 4:4:4.</summary>
    public static byte Sampling(ReadOnlySpan<byte> file) => Frame(file).Data[7];
}
