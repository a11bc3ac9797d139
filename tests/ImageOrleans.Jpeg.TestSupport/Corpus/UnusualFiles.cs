namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>Files that the format allows, or that every decoder forgives, though few encoders write them.</summary>
internal static class UnusualFiles
{
    public static IEnumerable<JpegFile> All()
    {
        foreach (var coding in new[] { [], ["-progressive"], ["-restart", "1B"], new[] { "-sample", "1x1", "-quality", "95", "-optimize" } })
        {
            var plain = EncodedFiles.Cjpeg(49, 33, 13, coding).Bytes;
            foreach (var (name, file) in Variants(plain))
            {
                yield return new JpegFile($"{name}: {string.Join(' ', coding)}", file);
            }
        }

        var standard = EncodedFiles.Cjpeg(49, 33, 14).Bytes;
        yield return new JpegFile("no Huffman tables", ColourFiles.Without(standard, 0xC4));
        yield return new JpegFile("extended sequential", Replace(standard, 0xC0, part => [0xFF, 0xC1, .. part[2..]]));
        yield return new JpegFile("further tables, unused", FileParts.Insert(
            standard, FileParts.Segment(0xDB, [3, .. Enumerable.Repeat((byte)7, 64)]), FileParts.Segment(0xC4, [0x13, 1, .. new byte[15], 5])));
    }

    private static IEnumerable<(string Name, byte[] File)> Variants(byte[] plain)
    {
        var parts = FileParts.Split(plain);
        yield return ("fill bytes before markers", FileParts.Join(
            parts.Select((part, i) => i > 0 && part[0] == 0xFF && part.Length > 2 && parts[i - 1][1] != 0xDA ? [0xFF, 0xFF, 0xFF, .. part] : part)));
        yield return ("fill bytes before EOI", [.. plain[..^2], 0xFF, 0xFF, 0xFF, 0xD9]);
        yield return ("a thumbnail in APP1", FileParts.Insert(plain, FileParts.Segment(0xE1, [.. "Exif\0\0"u8, .. plain])));
        yield return ("trailing garbage", [.. plain, .. "garbage"u8, 0xFF, 0xD8, 0xFF, 0xC0, 0, 1, 0xFF, 0xDA]);
        yield return ("a second file behind it", [.. plain, .. plain]);
        yield return ("no EOI", plain[..^2]);
        yield return ("half of EOI", plain[..^1]);
        yield return ("a restart marker before EOI", [.. plain[..^2], 0xFF, 0xD0, 0xFF, 0xD9]);
        yield return ("comments everywhere", FileParts.Join(
            parts.SelectMany((part, i) => i > 0 && part is [0xFF, not 0, ..] && parts[i - 1][1] != 0xDA ? new[] { FileParts.Segment(0xFE, "here"u8), part } : [part])));
        yield return ("an empty comment", FileParts.Insert(plain, FileParts.Segment(0xFE)));
        yield return ("a restart interval of zero first", FileParts.Insert(plain, FileParts.Segment(0xDD, 0, 0)));
        yield return ("tables joined in one segment", JoinTables(parts));
        yield return ("tables of 16 bits, though small", Replace(plain, 0xDB, Widen));
        yield return ("no JFIF", ColourFiles.Without(plain, 0xE0));
        yield return ("odd component identifiers", Renumber(parts));
        yield return ("metadata", FileParts.Insert(plain, MetadataFiles.Segments(orientation: 6)));
    }

    /// <summary>All quantisation tables in one DQT, and of neighbouring DHT one.</summary>
    private static byte[] JoinTables(IReadOnlyList<byte[]> parts)
    {
        var joined = new List<byte[]>();
        foreach (var part in parts)
        {
            if (joined.Count > 0 && part[0] == 0xFF && part[1] is 0xDB or 0xC4 && FileParts.Is(joined[^1], part[1]))
            {
                joined[^1] = FileParts.Segment(part[1], [.. joined[^1][4..], .. part[4..]]);
            }
            else
            {
                joined.Add(part);
            }
        }

        return FileParts.Join(joined);
    }

    private static byte[] Widen(byte[] part) =>
        FileParts.Segment(0xDB, [.. part[4..].Chunk(65).SelectMany(table => new[] { (byte)(0x10 | table[0]) }.Concat(table[1..].SelectMany(value => new byte[] { 0, value })))]);

    /// <summary>Other identifiers in frame and scans: no decoder may take them for places.</summary>
    private static byte[] Renumber(IReadOnlyList<byte[]> parts) => FileParts.Join(parts.Select(part =>
    {
        byte[] copy = [.. part];
        var (first, step, count) = part is [0xFF, 0xC0 or 0xC2, ..] ? (10, 3, part[9]) : FileParts.Is(part, 0xDA) ? (5, 2, part[4]) : (0, 0, 0);
        for (var i = 0; i < count; i++)
        {
            copy[first + (i * step)] = (byte)(255 - (part[first + (i * step)] * 50));
        }

        return copy;
    }));

    private static byte[] Replace(byte[] file, byte marker, Func<byte[], byte[]> replacement) =>
        FileParts.Join(FileParts.Split(file).Select(part => FileParts.Is(part, marker) ? replacement(part) : part));
}
