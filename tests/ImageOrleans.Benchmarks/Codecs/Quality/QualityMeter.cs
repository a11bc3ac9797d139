using System.Collections.Concurrent;
using ImageOrleans.Benchmarks.Codecs.Images;

namespace ImageOrleans.Benchmarks.Codecs.Quality;

/// <summary>Compares what engines made with the sources, as those look when they are decoded.</summary>
internal static class QualityMeter
{
    /// <summary>Compares the results of engines.</summary>
    /// <param name="set">The sources.</param>
    /// <param name="results">For each engine what it made of each source; null where it failed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>For each engine the mean over the images that it made and that can be compared.</returns>
    public static IReadOnlyList<MeanQuality> Measure(
        ImageSet set, IReadOnlyList<IReadOnlyList<byte[]?>> results, CancellationToken cancellationToken)
    {
        var values = results.Select(_ => new ConcurrentBag<(double Psnr, double? Ssim)>()).ToArray();
        Parallel.For(0, set.Images.Count, new ParallelOptions { CancellationToken = cancellationToken }, image =>
        {
            if (DecodedPicture.Decode(set.Images[image].Bytes) is not { } source)
            {
                return;
            }

            var luma = source.Luma();
            for (var engine = 0; engine < results.Count; engine++)
            {
                if (results[engine][image] is { } file
                    && DecodedPicture.Decode(file) is { } result
                    && result.IsComparable(source))
                {
                    values[engine].Add((
                        Psnr.Measure(source.Pixels, result.Pixels),
                        Ssim.Measure(luma, result.Luma(), source.Info.Width)));
                }
            }
        });
        return [.. values.Select(engine => new MeanQuality(
            Mean(engine.Select(value => (double?)value.Psnr)),
            Mean(engine.Select(value => value.Ssim))))];
    }

    private static double? Mean(IEnumerable<double?> values) => values.Average();
}
