using ImageOrleans.Benchmarks.Codecs.TurboJpeg;

namespace ImageOrleans.Benchmarks.Codecs.Peers;

/// <summary>Gets the peers from Debian and npm, unless they are there.</summary>
internal static class PeerInstaller
{
    /// <summary>Debian's Python, which sees Debian's Pillow; the first python3 on the path may be another.</summary>
    public const string Python = "/usr/bin/python3";

    private const string SharpVersion = "0.35.5";

    private static string SharpFolder => Path.Combine(Workspace.Cache, "sharp");

    /// <summary>Gets Pillow.</summary>
    /// <exception cref="BenchmarkException">It cannot be had.</exception>
    public static Task InstallPillowAsync(CancellationToken cancellationToken) =>
        InstallAsync("/usr/lib/python3/dist-packages/PIL/__init__.py=python3-pil", cancellationToken);

    /// <summary>Gets libvips.</summary>
    /// <exception cref="BenchmarkException">It cannot be had.</exception>
    public static Task InstallLibvipsAsync(CancellationToken cancellationToken) =>
        InstallAsync("/usr/lib/*/libvips.so.42=libvips42", cancellationToken);

    /// <summary>Gets TurboJPEG, which is also what everything is decoded with to be compared.</summary>
    /// <exception cref="BenchmarkException">It cannot be had.</exception>
    public static async Task InstallTurboJpegAsync(CancellationToken cancellationToken)
    {
        if (!TurboJpegNative.IsInstalled)
        {
            await InstallAsync("/usr/lib/*/libturbojpeg.so.0=libturbojpeg0", cancellationToken);
        }
    }

    /// <summary>Gets sharp.</summary>
    /// <returns>The folder it is installed in.</returns>
    /// <exception cref="BenchmarkException">It cannot be had.</exception>
    public static async Task<string> InstallSharpAsync(CancellationToken cancellationToken)
    {
        var marker = Path.Combine(SharpFolder, $"installed-{SharpVersion}");
        if (File.Exists(marker))
        {
            return SharpFolder;
        }

        await InstallAsync("node=nodejs", cancellationToken);
        await InstallAsync("npm=npm", cancellationToken);
        Directory.CreateDirectory(SharpFolder);
        await File.WriteAllTextAsync(Path.Combine(SharpFolder, "package.json"), """{"private": true}""", cancellationToken);
        await ExternalCommand.RunAsync(
            "npm", ["install", "--no-audit", "--no-fund", $"sharp@{SharpVersion}"], SharpFolder, cancellationToken);
        await File.WriteAllTextAsync(marker, "", cancellationToken);
        return SharpFolder;
    }

    private static Task InstallAsync(string package, CancellationToken cancellationToken) => ExternalCommand.RunAsync(
        Path.Combine(Workspace.Root, "eng", "install.sh"), [package], Workspace.Root, cancellationToken);
}
