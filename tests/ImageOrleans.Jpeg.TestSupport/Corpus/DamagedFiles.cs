namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>Files whose entropy-coded data are damaged, so that decoders still show something.</summary>
public static class DamagedFiles
{
    /// <summary>The file, cut at several places of its data.</summary>
    public static IEnumerable<JpegFile> Truncated(JpegFile file)
    {
        var start = DataStart(file);
        return from part in new[] { 0.0, 0.1, 0.37, 0.5, 0.83, 0.99 }
               let length = start + (int)((file.Bytes.Length - start) * part)
               select new JpegFile($"{length} bytes of {file.Name}", file.Bytes[..length]);
    }

    /// <summary>The file with single bits of its data changed.</summary>
    public static IEnumerable<JpegFile> Flipped(JpegFile file)
    {
        var random = new Random(file.Bytes.Length);
        for (var i = 0; i < 4; i++)
        {
            var place = random.Next(DataStart(file), file.Bytes.Length - 2);
            var bytes = file.Bytes.ToArray();
            bytes[place] ^= (byte)(1 << random.Next(8));
            yield return new JpegFile($"bit flipped at {place} of {file.Name}", bytes);
        }
    }

    /// <summary>The files of scan scripts without their last scans.</summary>
    public static IEnumerable<JpegFile> Unfinished() =>
        from file in JpegFiles.Family("scan scripts")
        let parts = FileParts.Split(file.Bytes)
        let scans = parts.Count(part => FileParts.Is(part, 0xDA))
        from kept in new[] { 1, scans / 2, scans - 1 }.Distinct()
        where kept > 0 && kept < scans
        select new JpegFile($"{kept} of {scans} scans of {file.Name}", Keep(parts, kept));

    private static byte[] Keep(IReadOnlyList<byte[]> parts, int scans) =>
        FileParts.Join(parts.TakeWhile(part => !FileParts.Is(part, 0xDA) || scans-- > 0).Append([0xFF, 0xD9]));

    private static int DataStart(JpegFile file)
    {
        var parts = FileParts.Split(file.Bytes);
        var scan = parts.ToList().FindIndex(part => FileParts.Is(part, 0xDA));
        return parts.Take(scan + 1).Sum(part => part.Length);
    }
}
