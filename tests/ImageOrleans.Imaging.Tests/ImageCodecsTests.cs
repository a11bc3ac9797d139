using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;

namespace ImageOrleans.Imaging.Tests;

public sealed class ImageCodecsTests
{
    [Fact]
    public void Libvips_is_the_best_where_it_is_installed()
    {
        Assert.IsType<LibvipsCodec>(ImageCodecs.CreateBest());
        Assert.IsType<LibvipsCodec>(ImageCodecs.CreateAll()[0]);
    }

    [Fact]
    public void A_missing_libvips_is_reported_with_what_to_install()
    {
        var e = Assert.Throws<LibvipsNotFoundException>(() => LibvipsLibrary.LoadFirst(["libvips-not-there.so.42"]));
        Assert.Contains("libvips-not-there.so.42", e.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install libvips42", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_tells_the_version() => Assert.Matches(@"^libvips 8\.\d+\.\d+$", new LibvipsCodec().Name);
}
