using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Imaging;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Samples.Catalogue;

namespace ImageOrleans.Samples.Tests;

public sealed class SampleCatalogueTests(WrittenCatalogue written) : IClassFixture<WrittenCatalogue>
{
    private static readonly LibvipsCodec Codec = new LibvipsCodec();
    private static readonly List<SampleImage> Images = [.. SampleCatalogue.Products.SelectMany(product => product.Images)];

    public static TheoryData<int> GoodImages =>
        [.. Enumerable.Range(0, Images.Count).Where(i => Images[i].Kind == SampleImageKind.Good)];

    [Fact]
    public void It_has_25_products_with_60_images_of_which_58_are_good()
    {
        Assert.Equal((25, 60, 58), (SampleCatalogue.ProductCount, SampleCatalogue.ImageCount, SampleCatalogue.GoodImageCount));
        Assert.Equal(SampleCatalogue.ProductCount, SampleCatalogue.Products.Count);
        Assert.Equal(Enumerable.Range(1, 25), SampleCatalogue.Products.Select(product => product.SerialNumber));
        Assert.All(SampleCatalogue.Products, product => Assert.InRange(product.Images.Count, 1, 4));
        Assert.Equal(SampleCatalogue.ImageCount, Images.Count);
        Assert.Equal(SampleCatalogue.ImageCount, Images.Select(image => image.FileName).Distinct().Count());
        Assert.Equal(SampleCatalogue.GoodImageCount, Images.Count(image => image.Kind == SampleImageKind.Good));
        Assert.Single(Images, image => image.Kind == SampleImageKind.Missing);
        Assert.Single(Images, image => image.Kind == SampleImageKind.NotAnImage);
    }

    [Fact]
    public void Most_images_are_jpeg_and_the_rest_png_and_webp_some_with_transparency()
    {
        Assert.Equal(40, Images.Count(image => image.Format == ImageFormat.Jpeg));
        Assert.Equal(10, Images.Count(image => image.Format == ImageFormat.Png));
        Assert.Equal(10, Images.Count(image => image.Format == ImageFormat.WebP));
        Assert.Equal(5, Images.Count(image => image.Photograph is { IsCutOut: true }));
    }

    [Fact]
    public async Task The_service_reads_its_csv_file_as_it_is_meant()
    {
        var upload = new MemoryStream(Encoding.UTF8.GetBytes(SampleCatalogue.ToCsv(new Uri("http://127.0.0.1:8080/pictures"))));
        var copy = new MemoryStream();
        var scan = await CatalogueScanner.ScanAsync(upload, copy, new CatalogueOptions(), TestContext.Current.CancellationToken);
        Assert.Null(scan.Refusal);
        Assert.NotNull(scan.Index);
        var rows = await CatalogueSegmentReader.ReadAsync(
            copy, scan.Index, 0, new CatalogueOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(SampleCatalogue.Products.Select(product => $"{product.SerialNumber}"), rows.Select(row => row.SerialNumber));
        Assert.Equal(SampleCatalogue.Products.Select(product => product.Name), rows.Select(row => row.ProductName));
        Assert.Equal(
            Images.Select(image => $"http://127.0.0.1:8080/pictures/{image.FileName}"), rows.SelectMany(row => row.Urls));
        Assert.All(rows, row => Assert.Null(row.Error));
    }

    [Fact]
    public void An_origin_may_end_with_a_slash_or_not() =>
        Assert.Equal(
            SampleCatalogue.ToCsv(new Uri("http://127.0.0.1:8080/a")),
            SampleCatalogue.ToCsv(new Uri("http://127.0.0.1:8080/a/")));

    [Fact]
    public void Some_names_are_hard_to_write_as_csv()
    {
        Assert.Contains(SampleCatalogue.Products, product => product.Name.Contains(", ", StringComparison.Ordinal));
        Assert.Contains(SampleCatalogue.Products, product => product.Name.Contains('"', StringComparison.Ordinal));
        Assert.Contains(SampleCatalogue.Products, product => product.Name.Any(c => c > 127));
        Assert.All(Images, image => Assert.Matches("^[a-z0-9.-]+$", image.FileName));
    }

    [Theory, MemberData(nameof(GoodImages))]
    public void Every_good_image_is_what_it_says_and_gets_smaller(int index)
    {
        var image = Images[index];
        var photograph = image.Photograph!;
        var file = written.Read(image);
        Assert.Equal(image.Format, ImageFormats.Sniff(file));
        Assert.True(Codec.TryReadHeader(file, image.Format, out var header, out _));
        Assert.Equal(new ImageHeader(image.Format, photograph.Width, photograph.Height, 1, 1), header);
        Assert.InRange(photograph.Width, 500, 1200);
        Assert.InRange(photograph.Height, 500, 1200);
        if (image.Format == ImageFormat.Jpeg)
        {
            Assert.InRange(8.0 * file.Length / (photograph.Width * photograph.Height), 1, 4);
        }

        using var result = new ImageCompressor(new ImagingOptions(), Codec).Compress(file, new CompressionSettings());
        Assert.Equal((ImageStatus.Compressed, image.Format), (result.Status, result.Format));
        Assert.InRange(result.Bytes.Length, 1, file.Length - 1);
    }

    [Fact]
    public void Two_images_are_broken_on_purpose()
    {
        Assert.False(File.Exists(written.PathOf(Images.Single(image => image.Kind == SampleImageKind.Missing))));

        var page = Images.Single(image => image.Kind == SampleImageKind.NotAnImage);
        Assert.EndsWith(".jpg", page.FileName, StringComparison.Ordinal);
        using var result = new ImageCompressor(new ImagingOptions(), Codec).Compress(
            written.Read(page), new CompressionSettings());
        Assert.Equal(new ImageFailure(FailureCodes.NotAnImage, "The file is an HTML page, not an image."), result.Failure);
    }

    [Fact]
    public void No_two_images_are_the_same()
    {
        var good = Images.Where(image => image.Kind == SampleImageKind.Good);
        Assert.Equal(58, good.Select(image => Convert.ToHexString(written.Read(image))).Distinct().Count());
    }
}
