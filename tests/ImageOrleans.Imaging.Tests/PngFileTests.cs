using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

public sealed class PngFileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Png_files_hold_exactly_the_pixels_that_were_drawn(int channels)
    {
        var picture = new PixelBuffer(37, 21, channels);
        new Random(channels).NextBytes(picture.Bytes.Span);
        var decoded = Decoded.Stored(PngFile.Write(picture));
        Assert.Equal((37, 21, channels), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.Equal(picture.Bytes.ToArray(), decoded.Bytes.ToArray());
    }
}
