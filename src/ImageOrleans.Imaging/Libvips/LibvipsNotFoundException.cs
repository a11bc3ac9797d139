using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>libvips can't be loaded. The message says why, and which options help.</summary>
/// <param name="message">The sentences.</param>
public sealed class LibvipsNotFoundException(string message) : Exception(message)
{
    private const string UseSkia = $"{ImagingOptions.SectionName}:{nameof(ImagingOptions.Codec)}={nameof(PixelCodecKind.Skia)}";
    private const string UseBundled = $"{ImagingOptions.SectionName}:{nameof(ImagingOptions.Libvips)}={nameof(LibvipsSource.Bundled)}";
    private const string UseSystem = $"{ImagingOptions.SectionName}:{nameof(ImagingOptions.Libvips)}={nameof(LibvipsSource.System)}";

    /// <summary>The exception for a libvips that can't be used.</summary>
    /// <param name="source">Which libvips.</param>
    /// <param name="reason">Why it can't be used; null when it can't be loaded at all.</param>
    /// <returns>The exception.</returns>
    internal static LibvipsNotFoundException For(LibvipsSource source, string? reason) => new(source == LibvipsSource.Bundled
        ? $"The bundled libvips can't be loaded: {reason ?? "this platform has none, or its file is missing"}. "
            + $"Install libvips on this machine and set {UseSystem}, or set {UseSkia}, which needs no libvips and reads fewer formats."
        : $"The system's libvips can't be loaded: {reason ?? "it is not installed"}. "
            + "Install it: apt-get install libvips42 (Debian 12) or libvips42t64 (Debian 13, Ubuntu 24.04), apk add vips (Alpine), "
            + $"dnf install vips (Fedora), brew install vips (macOS). Or set {UseBundled}, which brings its own.");
}
