using ImageOrleans.Benchmarks.Codecs.Engines;
using ImageOrleans.Benchmarks.Codecs.Quality;

namespace ImageOrleans.Benchmarks.Codecs.Reporting;

/// <summary>What was measured of an engine.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="ImagesPerSecond">Images recompressed in a second by one thread.</param>
/// <param name="MegabytesPerSecond">Millions of bytes read in a second.</param>
/// <param name="BytesOut">The bytes of all results.</param>
/// <param name="Psnr">The mean PSNR over RGB in dB, against the decoded sources; null when there is none.</param>
/// <param name="Ssim">The mean SSIM of luma; null when there is none.</param>
/// <param name="AllocatedBytesPerImage">Managed memory allocated for an image; null where it cannot be told.</param>
/// <param name="Failed">The images that it could not recompress.</param>
internal sealed record EngineReport(
    string Engine,
    double ImagesPerSecond,
    double MegabytesPerSecond,
    long BytesOut,
    double? Psnr,
    double? Ssim,
    long? AllocatedBytesPerImage,
    int Failed)
{
    /// <summary>Puts together what was measured.</summary>
    /// <param name="speed">The speed.</param>
    /// <param name="quality">The quality.</param>
    /// <returns>The report.</returns>
    public static EngineReport Create(EngineSpeed speed, MeanQuality quality) => new(
        speed.Engine,
        speed.ImagesPerSecond,
        speed.MegabytesPerSecond,
        speed.BytesOut,
        quality.Psnr,
        quality.Ssim,
        speed.AllocatedBytesPerImage,
        speed.Failed);
}
