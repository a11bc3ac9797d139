namespace ImageOrleans.Csv.Tests;

public sealed class ImageUrlListTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" , ", new string[0])]
    [InlineData("https://a/1.jpg", new[] { "https://a/1.jpg" })]
    [InlineData("https://a/1.jpg,https://a/2.jpg", new[] { "https://a/1.jpg", "https://a/2.jpg" })]
    [InlineData("https://a/1.jpg , \n\thttp://a/2.jpg  HTTPS://A/3.JPG", new[] { "https://a/1.jpg", "http://a/2.jpg", "HTTPS://A/3.JPG" })]
    [InlineData("https://cdn/w_100,h_100,c_fit/1.jpg, https://cdn/w_200,h_200/2.jpg", new[] { "https://cdn/w_100,h_100,c_fit/1.jpg", "https://cdn/w_200,h_200/2.jpg" })]
    [InlineData("https://cdn/a, b.jpg https://cdn/c.jpg", new[] { "https://cdn/a, b.jpg", "https://cdn/c.jpg" })]
    [InlineData("https://proxy/?u=https://a/1.jpg,https://proxy/?u=http://a/2.jpg", new[] { "https://proxy/?u=https://a/1.jpg", "https://proxy/?u=http://a/2.jpg" })]
    [InlineData("https://a/1.jpg,", new[] { "https://a/1.jpg" })]
    [InlineData("no url", new[] { "no url" })]
    [InlineData("no url, https://a/1.jpg", new[] { "no url", "https://a/1.jpg" })]
    [InlineData("ftp://a/1.jpg,httpd://x,https://a/2.jpg", new[] { "ftp://a/1.jpg,httpd://x", "https://a/2.jpg" })]
    public void Commas_and_white_space_separate_only_before_the_next_scheme(string cell, string[] expected)
    {
        Assert.Equal(expected, ImageUrlList.Split(cell).ToArray());
    }

    [Theory]
    [InlineData(' ')]
    [InlineData(',')]
    [InlineData('h')]
    public void A_long_cell_without_a_url_is_split_in_linear_time(char filler)
    {
        // Quadratic work would take hours here; nothing is timed.
        var cell = new string(filler, 8_000_000);

        Assert.True(ImageUrlList.Split(cell).Length <= 1);
    }

    [Fact]
    public void Joining_leaves_the_place_of_a_failed_image_empty()
    {
        Assert.Equal("u1,,u3", ImageUrlList.Join(["u1", null, "u3"]));
        Assert.Equal(",", ImageUrlList.Join([null, null]));
        Assert.Equal("", ImageUrlList.Join([]));
    }
}
