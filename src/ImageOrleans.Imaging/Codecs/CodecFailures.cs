using System.Globalization;
using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>The failures that codecs and the policy report, each with its sentence for people.</summary>
internal static class CodecFailures
{
    public static readonly ImageFailure Empty = new(FailureCodes.EmptyBody, "The file is empty.");

    public static ImageFailure Damaged(ImageFormat format) =>
        new(FailureCodes.CorruptImage, $"The {format.DisplayName()} file is damaged or cut short.");

    public static ImageFailure CannotRead(ImageFormat format) => new(
        FailureCodes.UnsupportedFormat,
        $"{format.DisplayName()} images cannot be read here."
        + (format == ImageFormat.Heif ? " Run ImageOrleans with Imaging:Codec=Libvips and Imaging:Libvips=System, on a machine whose libvips reads HEIC." : ""));

    public static ImageFailure CannotWrite(ImageFormat format) => new(
        FailureCodes.UnsupportedFormat,
        $"{format.DisplayName()} images cannot be written here. Ask for another format, such as "
        + $"{(format == ImageFormat.Heif ? "avif" : "jpeg")}.");

    public static ImageFailure UnknownCoding(ImageFormat format) => new(
        FailureCodes.UnsupportedFormat, $"The {format.DisplayName()} file is coded in a way that cannot be read here.");

    public static ImageFailure TooManyChannels(int channels) =>
        new(FailureCodes.UnsupportedFormat, $"The image has {channels} channels; readable are grey, RGB and CMYK, and transparency.");

    public static ImageFailure PagesDiffer(ImageFormat format) => new(
        FailureCodes.UnsupportedFormat,
        $"The pages of the {format.DisplayName()} file differ in size. Ask for a format such as jpeg, which takes the first page.");

    public static ImageFailure TooLong(ImageFormat format, int side, int limit) => new(
        FailureCodes.UnsupportedFormat,
        $"The image has a side of {Number(side)} pixels; {format.DisplayName()} takes at most {Number(limit)}.");

    public static ImageFailure TooLarge(int bytes, int limit) =>
        new(FailureCodes.TooLarge, $"The file has {Number(bytes)} bytes; the limit is {Number(limit)}.");

    public static ImageFailure TooManyPixels(ImageHeader header, long limit) => new(
        FailureCodes.TooManyPixels,
        $"The image has {Number(header.Pixels)} pixels ({header.Width} × {header.Height}"
        + $"{(header.Frames > 1 ? $" × {header.Frames} frames" : "")}); the limit is {Number(limit)}.");

    public static ImageFailure TooManyFrames(int frames, int limit) =>
        new(FailureCodes.TooManyFrames, $"The image has {Number(frames)} frames; the limit is {Number(limit)}.");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
