using ImageOrleans.Benchmarks.Codecs.Peers;
using ImageOrleans.Benchmarks.Codecs.TurboJpeg;

namespace ImageOrleans.Benchmarks.Codecs.Images;

/// <summary>
/// The sets that are made from <see cref="Photograph.All"/>, the same on every machine with Debian's libjpeg-turbo, and kept for
/// the next run.
/// </summary>
internal static class PhotographSets
{
    /// <summary>The qualities of the sources of the second table.</summary>
    public static readonly IReadOnlyList<int> Qualities = [60, 75, 85, 92, 95, 100];

    /// <summary>The sides of the sources of the third table, in pixels.</summary>
    public static readonly IReadOnlyList<int> Sides = [250, 500, 1000, 2000, 4000];

    /// <summary>The quality of the sources of the first and third tables.</summary>
    private const int Quality = 92;

    private const int Side = 1000;

    /// <summary>Goes up when the sets change, so that the next run makes them anew.</summary>
    private const int Edition = 1;

    /// <summary>Photographs of 4000 pixels are 4 by 4 of the squares.</summary>
    private const int MosaicTiles = 16;

    private static string Folder => Path.Combine(Workspace.Cache, $"photographs-{Edition}");

    /// <summary>
    /// 40 photographs of 1000x1000 at quality 92, 30 of 4:2:0 and 10 of 4:4:4; 3 of those and 2 of these are progressive.
    /// </summary>
    /// <returns>The set.</returns>
    public static ImageSet OfMainTable() => ImageSet.Load(Path.Combine(Folder, "main"));

    /// <summary>The same photographs and subsampling, all sequential.</summary>
    /// <param name="quality">One of <see cref="Qualities"/>.</param>
    /// <returns>The set.</returns>
    public static ImageSet OfQuality(int quality) => ImageSet.Load(Path.Combine(Folder, $"quality-{quality}"));

    /// <summary>The same 16 million pixels for each size, cut into squares. 4:2:0, sequential, quality 92.</summary>
    /// <param name="side">One of <see cref="Sides"/>.</param>
    /// <returns>The set.</returns>
    public static ImageSet OfSide(int side) => ImageSet.Load(Path.Combine(Folder, $"side-{side}"));

    /// <summary>Makes the sets, unless they are there.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="BenchmarkException">They cannot be made here.</exception>
    public static async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(Folder))
        {
            return;
        }

        await PeerInstaller.InstallTurboJpegAsync(cancellationToken);
        Directory.CreateDirectory(Workspace.Cache);
        var wallpapers = Path.Combine(Workspace.Cache, $"wallpapers-{Environment.ProcessId}");
        var unfinished = $"{Folder}-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(wallpapers);
            var packages = new Wallpapers(wallpapers);
            await packages.UnpackAsync(Photograph.All.Select(photograph => photograph.Package).Distinct(), cancellationToken);
            Console.WriteLine("photographs: making the sets");
            WriteSets(packages, unfinished);
            Directory.Move(unfinished, Folder);
        }
        finally
        {
            DeleteIfThere(wallpapers);
            DeleteIfThere(unfinished);
        }
    }

    private static void WriteSets(Wallpapers wallpapers, string folder)
    {
        using var sequential = new TurboJpegEncoder(TurboJpegNative.AccurateDct);
        using var progressive = new TurboJpegEncoder(TurboJpegNative.AccurateDct | TurboJpegNative.Progressive);
        var tiles = new List<RgbImage>(MosaicTiles);
        var index = 0;
        foreach (var photograph in Photograph.All)
        {
            foreach (var square in photograph.CutSquares(wallpapers.Read(photograph), Side))
            {
                var name = $"{index:D2}-{NameOf(photograph)}.jpg";
                var subsampling = index % 4 == 3 ? Subsampling.None : Subsampling.Both;

                // 4, 11, 20, 27 and 36; 11 and 27 are 4:4:4.
                var encoder = index % 16 is 4 or 11 ? progressive : sequential;
                Write(encoder, square, subsampling, Quality, Path.Combine(folder, "main", name));
                foreach (var quality in Qualities)
                {
                    Write(sequential, square, subsampling, quality, Path.Combine(folder, $"quality-{quality}", name));
                }

                // Spread over all photographs: 16 of 40.
                if (index % 5 is 1 or 3)
                {
                    tiles.Add(square);
                }

                index++;
            }
        }

        WriteSides(sequential, RgbImage.Join(tiles), folder);
    }

    private static void WriteSides(TurboJpegEncoder encoder, RgbImage mosaic, string folder)
    {
        foreach (var side in Sides)
        {
            for (var y = 0; y < mosaic.Height; y += side)
            {
                for (var x = 0; x < mosaic.Width; x += side)
                {
                    var path = Path.Combine(folder, $"side-{side}", $"{y:D4}-{x:D4}.jpg");
                    Write(encoder, mosaic.Crop(x, y, side, side), Subsampling.Both, Quality, path);
                }
            }
        }
    }

    private static unsafe void Write(
        TurboJpegEncoder encoder, RgbImage picture, Subsampling subsampling, int quality, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var info = new JpegInfo(picture.Width, picture.Height, subsampling, PixelLayout.Rgb);
        fixed (byte* pixels = picture.Pixels)
        {
            if (!encoder.TryEncode(pixels, info, quality, out var file))
            {
                throw new InvalidOperationException($"libjpeg-turbo could not write {path}.");
            }

            File.WriteAllBytes(path, file);
        }
    }

    private static string NameOf(Photograph photograph)
    {
        var name = Path.GetFileNameWithoutExtension(photograph.File);
        return char.IsDigit(name[0]) ? photograph.File.Split('/')[^4] : name;
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
