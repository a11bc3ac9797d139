using ImageOrleans.Benchmarks.Codecs.Images;
using ImageOrleans.Benchmarks.Codecs.Peers;
using ImageOrleans.Contracts;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>Every engine that can be measured.</summary>
internal static class EngineCatalogue
{
    /// <summary>The product.</summary>
    public const string Transcoder = "transcoder";

    /// <summary>libjpeg-turbo to RGB and back.</summary>
    public const string TurboJpegRgb = "turbojpeg-rgb";

    /// <summary>Pillow with optimised Huffman tables.</summary>
    public const string PillowOptimize = "pillow-optimize";

    /// <summary>The quality at which all recompress.</summary>
    private const int Quality = 50;

    private static readonly OrderedDictionary<string, Starter> Starters = new(StringComparer.Ordinal)
    {
        [Transcoder] = (name, set, cancellationToken) =>
            StartProductAsync(name, set, new CompressionSettings { Quality = Quality }, cancellationToken),
        ["transcoder-max"] = (name, set, cancellationToken) =>
            StartProductAsync(
                name, set, new CompressionSettings { Quality = Quality, Effort = CompressionEffort.Max }, cancellationToken),
        ["pillow"] = (name, set, cancellationToken) => StartPillowAsync(name, set, [], cancellationToken),
        [PillowOptimize] = (name, set, cancellationToken) => StartPillowAsync(name, set, ["optimize"], cancellationToken),
        ["libvips"] = StartLibvipsAsync,
        ["sharp"] = (name, set, cancellationToken) => StartSharpAsync(name, set, [], cancellationToken),
        ["sharp-mozjpeg"] = (name, set, cancellationToken) => StartSharpAsync(name, set, ["mozjpeg"], cancellationToken),
        [TurboJpegRgb] = (name, set, cancellationToken) =>
            StartTurboJpegAsync(name, set, () => new TurboJpegPixelRecompressor(Quality), cancellationToken),
        ["turbojpeg-yuv"] = (name, set, cancellationToken) =>
            StartTurboJpegAsync(name, set, () => new TurboJpegPlaneRecompressor(Quality), cancellationToken),
    };

    /// <summary>Makes an engine ready for a set of images.</summary>
    private delegate Task<IEngine> Starter(string name, ImageSet set, CancellationToken cancellationToken);

    /// <summary>The names of all engines, in the order of the table.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Starters.Keys];

    /// <summary>Installs what an engine needs and makes it ready.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="set">The images.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="BenchmarkException">It cannot be had on this machine.</exception>
    public static Task<IEngine> StartAsync(string name, ImageSet set, CancellationToken cancellationToken) =>
        Starters[name](name, set, cancellationToken);

    /// <summary>The compressor always has a pixel codec beside the transcoder.</summary>
    private static async Task<IEngine> StartProductAsync(
        string name, ImageSet set, CompressionSettings settings, CancellationToken cancellationToken)
    {
        await PeerInstaller.InstallLibvipsAsync(cancellationToken);
        return new InProcessEngine(name, set, () => new CompressorRecompressor(settings), isManaged: true);
    }

    private static async Task<IEngine> StartLibvipsAsync(string name, ImageSet set, CancellationToken cancellationToken)
    {
        await PeerInstaller.InstallLibvipsAsync(cancellationToken);
        return new InProcessEngine(name, set, () => new LibvipsRecompressor(Quality), isManaged: false);
    }

    private static async Task<IEngine> StartTurboJpegAsync(
        string name, ImageSet set, Func<IRecompressor> create, CancellationToken cancellationToken)
    {
        await PeerInstaller.InstallTurboJpegAsync(cancellationToken);
        return new InProcessEngine(name, set, create, isManaged: false);
    }

    private static async Task<IEngine> StartPillowAsync(
        string name, ImageSet set, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        await PeerInstaller.InstallPillowAsync(cancellationToken);
        return await ChildProcessEngine.StartAsync(
            name, PeerInstaller.Python, "pillow.py", [$"{Quality}", .. options], set, cancellationToken);
    }

    private static async Task<IEngine> StartSharpAsync(
        string name, ImageSet set, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var folder = await PeerInstaller.InstallSharpAsync(cancellationToken);
        return await ChildProcessEngine.StartAsync(
            name, "node", "sharp.mjs", [$"{Quality}", folder, .. options], set, cancellationToken);
    }
}
