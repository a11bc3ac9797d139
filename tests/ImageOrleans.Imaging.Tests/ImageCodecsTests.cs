using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Imaging.Skia;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

public sealed class ImageCodecsTests
{
    [Fact]
    public void The_options_choose_the_codec()
    {
        Assert.Equal((PixelCodecKind.Libvips, LibvipsSource.Bundled), (new ImagingOptions().Codec, new ImagingOptions().Libvips));
        Assert.IsType<LibvipsCodec>(ImageCodecs.Create(new ImagingOptions { Libvips = TestLibvips.Source }));
        Assert.IsType<SkiaCodec>(ImageCodecs.Create(new ImagingOptions { Codec = PixelCodecKind.Skia }));
    }

    [Theory]
    [InlineData(LibvipsSource.Bundled, "Imaging:Libvips=System", "Imaging:Codec=Skia")]
    [InlineData(LibvipsSource.System, "apt-get install libvips42", "Imaging:Libvips=Bundled")]
    public void A_libvips_that_is_missing_is_reported_with_the_options_that_help(LibvipsSource source, params string[] waysOut)
    {
        var exception = Assert.Throws<LibvipsNotFoundException>(() => LibvipsLibrary.LoadFirst(source, ["libvips-not-there.so.42"]));

        Assert.All(waysOut, wayOut => Assert.Contains(wayOut, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_process_has_one_libvips()
    {
        var other = TestLibvips.Source == LibvipsSource.Bundled ? LibvipsSource.System : LibvipsSource.Bundled;

        Assert.NotEqual("", TestLibvips.Codec.Name);
        Assert.Throws<InvalidOperationException>(() => new LibvipsCodec(other));
    }

    [Fact]
    public void The_name_tells_the_version() => Assert.Matches(@"^libvips 8\.\d+\.\d+$", TestLibvips.Codec.Name);

    [Fact]
    public void Heic_without_a_decoder_is_refused_with_the_option_that_helps()
    {
        byte[] heic = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, 0, 0, 0, 0];

        var outcome = new SkiaCodec().Compress(heic);

        Assert.Equal(FailureCodes.UnsupportedFormat, outcome.Failure?.Code);
        Assert.Contains("Imaging:Libvips=System", outcome.Failure!.Message, StringComparison.Ordinal);
    }
}
