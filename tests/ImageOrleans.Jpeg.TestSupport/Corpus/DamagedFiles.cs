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

    /// <summary>Progressive files without their last scans.</summary>
    public static IEnumerable<JpegFile> Unfinished() =>
        from script in ScanScripts.Unfinished
        from factors in new[] { "1x1", "2x2", "2x1" }
        from restart in new[] { [], new[] { "-restart", "2B" } }
        select EncodedFiles.Scripted(script, [factors, .. restart]);

    private static int DataStart(JpegFile file)
    {
        var parts = FileParts.Split(file.Bytes);
        var scan = parts.ToList().FindIndex(part => FileParts.Is(part, 0xDA));
        return parts.Take(scan + 1).Sum(part => part.Length);
    }
}
