namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>Takes files apart at their markers, to put them together in another way.</summary>
public static class FileParts
{
    /// <summary>Splits a file. Joined again, the parts are the file.</summary>
    /// <param name="file">A file; how damaged is all the same.</param>
    /// <returns>Its parts: each begins with its marker, the one behind a scan header with entropy-coded data.</returns>
    public static IReadOnlyList<byte[]> Split(byte[] file)
    {
        var parts = new List<byte[]>();
        var position = 0;
        while (position + 1 < file.Length)
        {
            var marker = file[position + 1];
            var isAlone = file[position] != 0xFF || marker is 0xD8 or 0xD9 or 0x01 or (>= 0xD0 and <= 0xD7);
            var length = isAlone || position + 3 >= file.Length ? 2 : 2 + ((file[position + 2] << 8) | file[position + 3]);
            Take(Math.Min(length, file.Length - position));
            if (marker == 0xDA)
            {
                Take(EndOfScan(file, position) - position);
            }
        }

        Take(file.Length - position);
        return parts;

        void Take(int length)
        {
            if (length > 0)
            {
                parts.Add(file[position..(position + length)]);
                position += length;
            }
        }
    }

    /// <summary>Joins parts to a file.</summary>
    public static byte[] Join(IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];

    /// <summary>The same file with further parts behind SOI.</summary>
    public static byte[] Insert(byte[] file, params byte[][] parts) => [.. file[..2], .. Join(parts), .. file[2..]];

    /// <summary>A segment with its marker and length.</summary>
    public static byte[] Segment(byte marker, params ReadOnlySpan<byte> data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    /// <summary>Whether a part begins with a marker.</summary>
    public static bool Is(byte[] part, byte marker) => part is [0xFF, var second, ..] && second == marker;

    private static int EndOfScan(byte[] file, int position)
    {
        while (position + 1 < file.Length && (file[position] != 0xFF || file[position + 1] is 0 or 0xFF or (>= 0xD0 and <= 0xD7)))
        {
            position++;
        }

        return position + 1 < file.Length ? position : file.Length;
    }
}
