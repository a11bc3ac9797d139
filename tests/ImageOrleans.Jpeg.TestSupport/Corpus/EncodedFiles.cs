using ImageOrleans.Jpeg.TestSupport.Peers;

namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>What cjpeg and jpegtran make.</summary>
internal static class EncodedFiles
{
    private static readonly string[][] Codings = [[], ["-optimize"], ["-progressive"]];

    /// <summary>A file by cjpeg.</summary>
    public static JpegFile Cjpeg(int width, int height, int seed, params string[] arguments) => new(
        $"cjpeg {string.Join(' ', arguments)} of {width}x{height}", JpegTools.Cjpeg(TestPicture.Ppm(width, height, seed), arguments));

    public static IEnumerable<JpegFile> Qualities() =>
        from quality in new[] { "5", "25", "50", "75", "90", "95", "100" }
        from coding in Codings
        select Cjpeg(45, 37, 1, ["-quality", quality, "-baseline", .. coding]);

    public static IEnumerable<JpegFile> LargeTables()
    {
        foreach (var coding in Codings)
        {
            yield return Cjpeg(45, 37, 2, ["-quality", "1", .. coding]);
            yield return Cjpeg(45, 37, 2, ["-quality", "4", "-sample", "1x1", .. coding]);
            yield return WithFile(
                string.Join(' ', Enumerable.Range(0, 192).Select(i => i < 64 ? 1 + i : i < 128 ? 65535 - (i * 7) : 3)),
                path => Cjpeg(45, 37, 2, ["-qtables", path, "-qslots", "0,1,2", "-quality", "50", .. coding]));
        }
    }

    public static IEnumerable<JpegFile> Sampling() =>
        from factors in new[]
        {
            "1x1", "2x1", "1x2", "2x2", "4x1", "1x4", "4x2", "2x4", "3x1", "1x3", "3x2", "2x2,2x1,1x2", "2x1,1x2,1x1", "1x1,2x2,1x1",
            "4x1,2x1,1x1", "1x1,1x1,2x2", "4x1,4x1,1x1", "2x2,2x2,1x1",
        }
        from coding in new[] { [], ["-progressive"], new[] { "-optimize", "-restart", "1" } }
        select Cjpeg(51, 43, 3, ["-sample", factors, .. coding]);

    /// <summary>Every side from 1 to 40, and every number of blocks that are missing in the last MCU.</summary>
    public static IEnumerable<JpegFile> Sides() =>
        from side in Enumerable.Range(1, 40)
        from other in new[] { 1 + (side * 7 % 40), 1 + (side * 23 % 40) }
        let variant = (side + other) % 6
        select Cjpeg(
            side,
            other,
            side,
            variant switch
            {
                0 => ["-sample", "2x2"],
                1 => ["-sample", "1x1"],
                2 => ["-sample", "2x1", "-optimize"],
                3 => ["-sample", "2x2", "-progressive"],
                4 => ["-sample", "1x2", "-restart", "2B"],
                _ => ["-grayscale"],
            });

    public static IEnumerable<JpegFile> Restarts() =>
        from interval in new[] { "1B", "2B", "3B", "5B", "1", "2" }
        from coding in Codings
        from factors in new[] { "1x1", "2x2" }
        select Cjpeg(61, 47, 5, ["-restart", interval, "-sample", factors, .. coding]);

    public static IEnumerable<JpegFile> Gray() =>
        from quality in new[] { "30", "75", "98" }
        from coding in new[] { [], ["-optimize"], ["-progressive"], ["-restart", "1B"], new[] { "-restart", "3B", "-progressive" } }
        select Cjpeg(39, 58, 6, ["-grayscale", "-quality", quality, .. coding]);

    public static IEnumerable<JpegFile> Scans() =>
        from script in ScanScripts.Sequential.Concat(ScanScripts.Progressive)
        from factors in new[] { "1x1", "2x2", "2x1" }
        from restart in new[] { [], new[] { "-restart", "2B" } }
        select Scripted(script, [factors, "-quality", "85", .. restart]);

    /// <summary>A file whose scans a script tells.</summary>
    public static JpegFile Scripted(string script, params string[] sampleAndMore) => new(
        $"{script} at {string.Join(' ', sampleAndMore)}",
        WithFile(script, path => Cjpeg(43, 35, 7, ["-scans", path, "-sample", .. sampleAndMore])).Bytes);

    public static IEnumerable<JpegFile> Transformed() =>
        from factors in new[] { "1x1", "2x1", "2x2" }
        let source = Cjpeg(64, 48, 8, "-sample", factors, "-quality", "88").Bytes
        from arguments in new[]
        {
            ["-optimize"], ["-progressive"], ["-rotate", "90"], ["-flip", "horizontal"], ["-transpose", "-progressive"],
            ["-crop", "33x27+16+16"], ["-grayscale"], ["-restart", "1"], new[] { "-grayscale", "-progressive", "-restart", "1B" },
        }
        select new JpegFile($"jpegtran {string.Join(' ', arguments)} of {factors}", JpegTools.Jpegtran(source, arguments));

    /// <summary>Files with so much data that a later part of it is decoded in turn with the one before.</summary>
    public static IEnumerable<JpegFile> Long() =>
        from arguments in new[]
        {
            ["-sample", "2x2"], ["-sample", "1x1"], ["-sample", "2x1", "-optimize"], ["-sample", "1x2"], ["-sample", "4x2"],
            ["-grayscale"], ["-sample", "2x2", "-restart", "8"], ["-sample", "1x1", "-restart", "7"], ["-sample", "2x2", "-restart", "1"],
            ["-sample", "2x2", "-quality", "100"], ["-sample", "1x1", "-quality", "100", "-optimize"], new[] { "-grayscale", "-restart", "150B" },
        }
        select Cjpeg(259, 203, 9, ["-quality", "96", .. arguments]);

    /// <summary>Gives the tools a text that they only read from a file.</summary>
    private static JpegFile WithFile(string text, Func<string, JpegFile> make)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return make(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
