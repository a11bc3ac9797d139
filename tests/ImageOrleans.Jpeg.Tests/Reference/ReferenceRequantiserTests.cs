using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Peers;
using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.Tests.Reference;

public sealed class ReferenceRequantiserTests
{
    public static TheoryData<int> Qualities => [1, 2, 10, 25, 49, 50, 51, 54, 75, 90, 99, 100];

    [Theory]
    [MemberData(nameof(Qualities))]
    public void The_standard_tables_are_those_of_cjpeg(int quality)
    {
        var image = ReferenceImage.Read(JpegTools.Cjpeg(TestPicture.Ppm(16, 16, 1), "-baseline", "-quality", $"{quality}"));
        Assert.Equal(image.Components[0].QuantisationTable, ReferenceRequantiser.StandardTable(isChrominance: false, quality));
        Assert.Equal(image.Components[1].QuantisationTable, ReferenceRequantiser.StandardTable(isChrominance: true, quality));
    }

    [Fact]
    public void Zigzag_order_is_that_of_the_standard() =>
        Assert.Equal([0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12], ReferenceRequantiser.ZigZag.Take(17));

    [Theory]
    [InlineData(0, 3, 16, 26_214, 0)]
    [InlineData(7, 5, 5, 26_214, 7)]
    [InlineData(-7, 5, 5, 26_214, -7)]
    [InlineData(3, 3, 16, 26_214, 0)] // 0.5625 is in the dead zone of 0.6.
    [InlineData(4, 3, 16, 26_214, 1)] // 0.75 is not.
    [InlineData(-4, 3, 16, 26_214, -1)]
    [InlineData(1, 1, 2, 32_767, 0)] // A tie goes toward zero,
    [InlineData(1, 1, 2, 32_768, 1)] // unless it is told otherwise.
    [InlineData(3, 1, 2, 32_767, 1)]
    [InlineData(1000, 65_535, 65_535, 32_767, 1000)]
    public void A_level_is_scaled_and_rounded(int level, int from, int to, int rounding, int expected) =>
        Assert.Equal(expected, ReferenceRequantiser.Level(level, from, to, rounding));

    [Fact]
    public void The_target_is_never_finer_than_the_source()
    {
        ushort[] source = [.. Enumerable.Range(0, 64).Select(k => (ushort)(k % 2 == 0 ? 1 : 300))];
        var standard = ReferenceRequantiser.StandardTable(isChrominance: false, 50);
        var target = ReferenceRequantiser.TargetTable(source, isChrominance: false, new RequantisationRule(50, 100, 100, 0, 0));
        Assert.All(Enumerable.Range(0, 64), k => Assert.Equal(k % 2 == 0 ? standard[k] : 300, target[k]));
    }

    [Fact]
    public void Colour_differences_are_known_by_the_colour_space()
    {
        Assert.Equal([false, true, true], Chrominance("sides", 0, 3));
        Assert.Equal([false, false, false], Chrominance("colour spaces", 0, 3));
        var ycck = JpegFiles.Family("colour spaces").First(file => file.Name == "YCCK");
        var cmyk = JpegFiles.Family("colour spaces").First(file => file.Name == "CMYK without marker");
        Assert.Equal([false, true, true, false], Chrominance(ycck, 4));
        Assert.Equal([false, false, false, false], Chrominance(cmyk, 4));
    }

    private static IEnumerable<bool> Chrominance(string family, int file, int count) => Chrominance(JpegFiles.Family(family)[file], count);

    private static IEnumerable<bool> Chrominance(JpegFile file, int count) =>
        Enumerable.Range(0, count).Select(ReferenceImage.Read(file.Bytes).IsChrominance);
}
