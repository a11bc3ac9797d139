using ImageOrleans.Contracts;
using ImageOrleans.Grains.Requests;

namespace ImageOrleans.Grains.Tests;

public sealed class OutputImageUrlTests
{
    private const string Address = "0123456789abcdef0123456789abcdef01234567";

    [Theory]
    [InlineData("17", "Oak Table", 0, "17-oak-table-1.jpg")]
    [InlineData("17", "Größe «XL» – Stühle & Möbel", 1, "17-grosse-xl-stuhle-mobel-2.jpg")]
    [InlineData("-3", "../../etc/passwd", 0, "3-etc-passwd-1.jpg")]
    [InlineData("1", "日本語", 0, "1-product-1.jpg")]
    [InlineData("1", "Łódź Ærø", 0, "1-lodz-aero-1.jpg")]
    [InlineData("1", "a very long name that goes on and on until it is longer than anybody wants to read in a URL", 0, "1-a-very-long-name-that-goes-on-and-on-until-it-is-longer-than-1.jpg")]
    public void The_name_is_readable_and_safe(string serialNumber, string productName, int position, string expected)
    {
        var outcome = new ImageOutcome { Status = ImageStatus.Compressed, ImageHash = Address, Format = ImageFormat.Jpeg };

        var url = OutputImageUrl.Of("https://shop.example/", outcome, serialNumber, productName, position);

        Assert.Equal($"https://shop.example/images/{Address}/{expected}", url);
    }

    [Fact]
    public void A_failed_image_has_no_url()
    {
        var outcome = ImageOutcome.Failed(new ImageFailure(FailureCodes.Timeout, "Too slow."));

        Assert.Null(OutputImageUrl.Of("https://shop.example/", outcome, "1", "Lamp", 0));
    }
}
