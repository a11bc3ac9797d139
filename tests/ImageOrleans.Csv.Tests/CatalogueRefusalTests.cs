using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ImageOrleans.Csv.Tests;

public sealed class CatalogueRefusalTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \r\n")]
    public async Task A_file_without_content_is_refused(string text)
    {
        var refusal = await Catalogues.RefusalOfAsync(text);

        Assert.Equal(CatalogueRefusalCodes.EmptyFile, refusal.Code);
    }

    [Theory]
    [InlineData("S. No.,Product Name,Input Image Urls")]
    [InlineData("S. No.,Product Name,Input Image Urls\r\n")]
    [InlineData("S. No.,Product Name,Input Image Urls\n\n,,\n")]
    public async Task A_header_alone_is_refused(string text)
    {
        var refusal = await Catalogues.RefusalOfAsync(text);

        Assert.Equal(CatalogueRefusalCodes.NoRows, refusal.Code);
    }

    [Fact]
    public async Task A_missing_column_is_named_beside_those_that_are_there()
    {
        var refusal = await Catalogues.RefusalOfAsync("S. No.,Name,Input Image Urls\n1,Lamp,https://a/1.jpg\n");

        Assert.Equal(CatalogueRefusalCodes.MissingColumn, refusal.Code);
        Assert.Equal("Product Name", refusal.Column);
        Assert.Contains("'Product Name'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'Name'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duplicate_column_is_named_with_its_places()
    {
        var refusal = await Catalogues.RefusalOfAsync("S. No.,Product Name,Input Image Urls,product name\n1,Lamp,https://a/1.jpg,x\n");

        Assert.Equal(CatalogueRefusalCodes.DuplicateColumn, refusal.Code);
        Assert.Equal("Product Name", refusal.Column);
        Assert.Contains("columns 2 and 4", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_uploaded_again_is_refused_with_advice()
    {
        var refusal = await Catalogues.RefusalOfAsync("S. No.,Product Name,Input Image Urls,Output Image Urls\n1,Lamp,https://a/1.jpg,https://b/1.jpg\n");

        Assert.Equal(CatalogueRefusalCodes.OutputColumnPresent, refusal.Code);
        Assert.Contains("column 4", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_is_refused_with_advice()
    {
        var archive = new MemoryStream();
        await using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xl/workbook.xml");
        }

        var scanned = await Catalogues.ScanAsync(archive.ToArray());

        Assert.Equal(CatalogueRefusalCodes.NotText, scanned.Scan.Refusal?.Code);
        Assert.Contains("save the sheet as CSV", scanned.Scan.Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_bytes_are_refused()
    {
        var bytes = new byte[10_000];
        new Random(1).NextBytes(bytes);
        bytes[0] = (byte)'S';

        var scanned = await Catalogues.ScanAsync(bytes);

        Assert.Equal(CatalogueRefusalCodes.NotText, scanned.Scan.Refusal?.Code);
    }

    [Fact]
    public async Task A_binary_part_far_behind_the_start_is_refused_with_its_row()
    {
        var text = new StringBuilder(Catalogues.Header).Append('\n');
        for (var i = 1; i <= 5000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},Lamp{(i == 4321 ? "\0" : "")},https://shop.example/{i}.jpg\n");
        }

        var refusal = await Catalogues.RefusalOfAsync(text.ToString());

        Assert.Equal((CatalogueRefusalCodes.NotText, 4321), (refusal.Code, refusal.Row));
    }

    [Fact]
    public async Task Text_in_another_encoding_is_refused_with_its_row()
    {
        var scanned = await Catalogues.ScanAsync(Encoding.Latin1.GetBytes($"{Catalogues.Header}\n1,Lamp,https://a/1.jpg\n2,Möbel,https://a/2.jpg\n"));

        Assert.Equal((CatalogueRefusalCodes.InvalidEncoding, 2), (scanned.Scan.Refusal?.Code, scanned.Scan.Refusal?.Row));
        Assert.Contains("Row 2", scanned.Scan.Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_utf16_is_refused()
    {
        byte[] loneSurrogate = [0x00, 0xD8];

        var scanned = await Catalogues.ScanAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"{Catalogues.Header}\n1,"), .. loneSurrogate, .. Encoding.Unicode.GetBytes(",https://a/1.jpg\n")]);

        Assert.Equal(CatalogueRefusalCodes.InvalidEncoding, scanned.Scan.Refusal?.Code);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_refused_with_its_row()
    {
        var refusal = await Catalogues.RefusalOfAsync($"{Catalogues.Header}\n1,Lamp,https://a/1.jpg\n2,\"Chair,https://a/2.jpg\n3,Table,https://a/3.jpg\n");

        Assert.Equal((CatalogueRefusalCodes.UnclosedQuote, 2), (refusal.Code, refusal.Row));
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(500_000)]
    public async Task A_row_over_the_limit_is_refused_with_its_number(int length)
    {
        var options = new CatalogueOptions { MaxRowBytes = 4_096 };

        var refusal = await Catalogues.RefusalOfAsync($"{Catalogues.Header}\n1,Lamp,https://a/1.jpg\n2,{new string('x', length)},https://a/2.jpg\n", options);

        Assert.Equal((CatalogueRefusalCodes.RowTooLong, 2), (refusal.Code, refusal.Row));
    }

    [Fact]
    public async Task More_rows_than_the_limit_are_refused()
    {
        var options = new CatalogueOptions { MaxRows = 2 };

        var refusal = await Catalogues.RefusalOfAsync($"{Catalogues.Header}\n1,a,https://a/1\n2,b,https://a/2\n3,c,https://a/3\n", options);

        Assert.Equal(CatalogueRefusalCodes.TooManyRows, refusal.Code);
    }

    [Fact]
    public async Task Another_file_than_the_scanned_one_is_noticed()
    {
        var scanned = await Catalogues.ScanAsync($"{Catalogues.Header}\n1,a,https://a/1\n2,b,https://a/2\n");
        scanned.Copy.SetLength(scanned.Copy.Length - 16);

        await Assert.ThrowsAsync<InvalidDataException>(() => scanned.ReadAsync(0));
    }
}
