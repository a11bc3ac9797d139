using ImageOrleans.Benchmarks.Codecs.Peers;
using ImageOrleans.Benchmarks.Codecs.TurboJpeg;

namespace ImageOrleans.Benchmarks.Codecs.Images;

/// <summary>Debian packages of wallpapers, downloaded and unpacked in a folder without being installed.</summary>
/// <param name="folder">The folder, which exists.</param>
internal sealed class Wallpapers(string folder)
{
    /// <summary>Downloads and unpacks packages.</summary>
    /// <param name="packages">Their names.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="BenchmarkException">One cannot be had.</exception>
    public async Task UnpackAsync(IEnumerable<string> packages, CancellationToken cancellationToken)
    {
        foreach (var package in packages)
        {
            Console.WriteLine($"photographs: {package}");
            try
            {
                await ExternalCommand.RunAsync("apt-get", ["download", "-q", package], folder, cancellationToken);
            }
            catch (BenchmarkException e)
            {
                throw new BenchmarkException(
                    $"The photographs of the Debian package {package} cannot be had: run apt-get update, or give a folder of "
                    + $"JPEGs with --set. {e.Message}");
            }

            var file = Directory.EnumerateFiles(folder, $"{package}_*.deb").Single();
            await ExternalCommand.RunAsync("dpkg-deb", ["-x", file, folder], folder, cancellationToken);
        }
    }

    /// <summary>Decodes a photograph.</summary>
    /// <param name="photograph">One of an unpacked package.</param>
    /// <returns>Its pixels.</returns>
    /// <exception cref="BenchmarkException">It is not what it was in Debian 12.</exception>
    public unsafe RgbImage Read(Photograph photograph)
    {
        var path = Path.Combine(folder, photograph.File);
        using var decoder = new TurboJpegDecoder();
        if (File.Exists(path))
        {
            var file = File.ReadAllBytes(path);
            if (decoder.TryReadHeader(file, out var info))
            {
                info = info with { Layout = PixelLayout.Rgb };
                var pixels = new byte[info.Width * info.Height * info.Channels];
                fixed (byte* target = pixels)
                {
                    if (decoder.TryDecode(file, info, target))
                    {
                        return new RgbImage(info.Width, info.Height, pixels);
                    }
                }
            }
        }

        throw new BenchmarkException(
            $"{photograph.Package} has no photograph {photograph.File}: the set is made from Debian 12's. Give one with --set.");
    }
}
