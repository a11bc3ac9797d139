namespace ImageOrleans.Benchmarks.Codecs.Quality;

/// <summary>How near the results of an engine are to their sources, on average.</summary>
/// <param name="Psnr">PSNR over RGB in dB; null when nothing could be compared.</param>
/// <param name="Ssim">SSIM of luma, up to 1; null when nothing could be compared.</param>
internal sealed record MeanQuality(double? Psnr, double? Ssim);
