using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

public sealed class ImageFormatsTests
{
    public static TheoryData<ImageFormat> EveryFormat => [.. Enum.GetValues<ImageFormat>()];

    [Theory, MemberData(nameof(EveryFormat))]
    public void A_format_is_told_by_the_first_64_bytes(ImageFormat format)
    {
        var file = SourceFiles.Photograph(format);
        Assert.Equal(format, ImageFormats.Sniff(file));
        Assert.Equal(format, ImageFormats.Sniff(file.AsSpan(0, 64)));
    }

    [Theory, MemberData(nameof(EveryFormat))]
    public void Every_format_has_a_content_type_and_an_extension(ImageFormat format)
    {
        Assert.StartsWith("image/", format.ContentType(), StringComparison.Ordinal);
        Assert.Matches("^[a-z]+$", format.Extension());
    }

    [Fact]
    public void The_names_are_those_that_browsers_know()
    {
        Assert.Equal(("image/jpeg", "jpg"), (ImageFormat.Jpeg.ContentType(), ImageFormat.Jpeg.Extension()));
        Assert.Equal(("image/webp", "webp"), (ImageFormat.WebP.ContentType(), ImageFormat.WebP.Extension()));
        Assert.Equal(("image/avif", "avif"), (ImageFormat.Avif.ContentType(), ImageFormat.Avif.Extension()));
    }

    [Theory]
    [InlineData("avif", "mif1", "miaf", ImageFormat.Avif)]
    [InlineData("avis", "avif", "msf1", ImageFormat.Avif)]
    [InlineData("mif1", "avif", "miaf", ImageFormat.Avif)]
    [InlineData("mif1", "miaf", "avif", ImageFormat.Avif)]
    [InlineData("heic", "mif1", "heic", ImageFormat.Heif)]
    [InlineData("heic", "mif1", "avif", ImageFormat.Heif)]
    [InlineData("mif1", "heic", "miaf", ImageFormat.Heif)]
    [InlineData("msf1", "hevc", "iso8", ImageFormat.Heif)]
    [InlineData("heix", "mif1", "miaf", ImageFormat.Heif)]
    [InlineData("isom", "iso2", "mp41", null)]
    [InlineData("crx ", "isom", "mp41", null)]
    public void Avif_and_heif_are_told_apart_by_major_and_compatible_brands(
        string major, string first, string second, ImageFormat? format)
    {
        byte[] file =
            [0, 0, 0, 24, .. "ftyp"u8, .. Ascii(major), 0, 0, 0, 0, .. Ascii(first), .. Ascii(second), 0, 0, 0, 8, .. "meta"u8];
        Assert.Equal(format, ImageFormats.Sniff(file));
    }

    [Fact]
    public void Brands_behind_the_box_do_not_count()
    {
        byte[] file = [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 0, 0, .. "avif"u8];
        Assert.Null(ImageFormats.Sniff(file));
    }

    [Theory]
    [InlineData("II\x2A\0\x08\0\0\0", ImageFormat.Tiff)]
    [InlineData("MM\0\x2A\0\0\0\x08", ImageFormat.Tiff)]
    [InlineData("II\x2B\0\x08\0\0\0", ImageFormat.Tiff)]
    [InlineData("GIF87a", ImageFormat.Gif)]
    [InlineData("GIF89a", ImageFormat.Gif)]
    [InlineData("GIF88a", null)]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", ImageFormat.WebP)]
    [InlineData("RIFF\0\0\0\0WAVEfmt ", null)]
    [InlineData("II\x2A\0\x10\0\0\0CR\x02\0", null)]
    public void Signatures_are_read_to_their_end(string start, ImageFormat? format) =>
        Assert.Equal(format, ImageFormats.Sniff(Ascii(start)));

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>404</body></html>", "The file is an HTML page, not an image.")]
    [InlineData("\n  <HTML>\n<head>", "The file is an HTML page, not an image.")]
    [InlineData("<!-- cached -->\n<html>", "The file is an HTML page, not an image.")]
    [InlineData("<!DOCTYPE html><html><body><svg width='1'/></body></html>", "The file is an HTML page, not an image.")]
    [InlineData("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "The file is an XML document, not an image.")]
    [InlineData("{\"error\": \"not found\"}", "The file is a JSON document, not an image.")]
    [InlineData("Not found", "The file is a text, not an image.")]
    [InlineData("%PDF-1.7\n", "The file is a PDF document, not an image.")]
    [InlineData("PK\x03\x04", "The file is a ZIP archive, not an image.")]
    [InlineData("\0\0\0\x18" + "ftypmp42\0\0\0\0mp42isom", "The file is a video, not an image.")]
    [InlineData("\x01\x02\x03\x04", "The file is not an image: it begins like no known format.")]
    public void What_is_no_image_is_named(string content, string message) =>
        Assert.Equal(new ImageFailure(FailureCodes.NotAnImage, message), ForeignContent.Describe(Ascii(content)));

    [Theory]
    [InlineData("BM\x36\x10\x0E\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "BMP")]
    [InlineData("\0\0\x01\0\x01\0\x10\x10", "ICO")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("<?xml version='1.0'?>\n<!DOCTYPE svg>\n<svg/>", "SVG")]
    [InlineData("8BPS\0\x01", "Photoshop")]
    [InlineData("\0\0\0\x0CJXL \r\n\x87\n", "JPEG XL")]
    [InlineData("\0\0\0\x0CjP  \r\n\x87\n", "JPEG 2000")]
    [InlineData("II\x2A\0\x10\0\0\0CR\x02\0", "Canon raw")]
    [InlineData("\0\0\0\x18" + "ftypcrx \0\0\0\x01", "Canon raw")]
    [InlineData("#?RADIANCE\n", "Radiance HDR")]
    public void Images_of_other_formats_are_named_too(string content, string name) =>
        Assert.Equal(
            new ImageFailure(FailureCodes.UnsupportedFormat, $"{name} images cannot be read here."),
            ForeignContent.Describe(Ascii(content)));

    [Fact]
    public void A_word_that_begins_with_BM_is_no_bitmap() =>
        Assert.Equal(FailureCodes.NotAnImage, ForeignContent.Describe("BMW motorcycles, spare parts"u8).Code);

    private static byte[] Ascii(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
