using System.Globalization;
using System.Text;

namespace ImageOrleans.Csv.Tests;

public sealed class CatalogueScannerTests
{
    private const string TwoRows = "S. No.,Product Name,Input Image Urls\n1,Lamp,https://a/1.jpg\n2,Chair,\"https://a/2.jpg, https://a/3.jpg\"\n";

    public static TheoryData<string, byte[], bool> Encodings() => new()
    {
        { "UTF-8", [], false },
        { "UTF-8", [0xEF, 0xBB, 0xBF], true },
        { "UTF-16", [0xFF, 0xFE], true },
        { "UTF-16BE", [0xFE, 0xFF], true },
    };

    [Fact]
    public async Task Counts_rows_and_images()
    {
        var scanned = await Catalogues.ScanAsync(TwoRows);

        Assert.Equal(2, scanned.Index.RowCount);
        Assert.Equal(3, scanned.Index.ImageCount);
        Assert.Equal(0, scanned.Index.InvalidRowCount);
    }

    [Fact]
    public async Task Gives_back_the_cells_as_they_stand()
    {
        var scanned = await Catalogues.ScanAsync(TwoRows);

        var rows = await scanned.ReadAllAsync();

        Assert.Equal(["1", "Lamp", "https://a/1.jpg"], rows[0].Cells);
        Assert.Equal(["2", "Chair", "https://a/2.jpg, https://a/3.jpg"], rows[1].Cells);
        Assert.Equal(["https://a/2.jpg", "https://a/3.jpg"], rows[1].Urls.ToArray());
        Assert.Equal([0, 1], rows.Select(row => row.Index));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Reads_text_in_every_encoding(string encoding, byte[] byteOrderMark, bool marked)
    {
        const string Text = "S. No.,Product Name,Input Image Urls\r\n1,Größe «ⅷ» 🛋️,https://a/ü.jpg\r\n2,Stuhl,https://a/2.jpg\r\n";

        var scanned = await Catalogues.ScanAsync([.. byteOrderMark, .. Encoding.GetEncoding(encoding).GetBytes(Text)]);

        var rows = await scanned.ReadAllAsync();
        Assert.Equal("Größe «ⅷ» 🛋️", rows[0].ProductName);
        Assert.Equal("https://a/ü.jpg", Assert.Single(rows[0].Urls));
        Assert.Equal("Stuhl", rows[1].ProductName);
        Assert.Equal(marked, scanned.Index.Dialect.HasByteOrderMark);
        Assert.Equal(Text, Encoding.UTF8.GetString(scanned.Copy.ToArray()));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Finds_out_the_delimiter(char delimiter)
    {
        var text = $"Note;S. No.;Product Name;Input Image Urls\nx;1;Lamp;https://a/1.jpg\n".Replace(';', delimiter);

        var scanned = await Catalogues.ScanAsync(text);

        Assert.Equal(delimiter, scanned.Index.Dialect.Delimiter);
        Assert.Equal(["x", "1", "Lamp", "https://a/1.jpg"], Assert.Single(await scanned.ReadAllAsync()).Cells);
    }

    [Fact]
    public async Task A_header_with_the_needed_columns_decides_the_delimiter_whatever_else_it_holds()
    {
        var scanned = await Catalogues.ScanAsync("S. No.;Product Name;Input Image Urls;\"a,b,c,d,e,f\"\n1;Lamp;https://a/1.jpg;z\n");

        Assert.Equal(';', scanned.Index.Dialect.Delimiter);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Reads_every_line_ending(string newLine)
    {
        var scanned = await Catalogues.ScanAsync(TwoRows.Replace("\n", newLine, StringComparison.Ordinal));

        Assert.Equal(newLine, scanned.Index.Dialect.NewLine);
        Assert.Equal(["Lamp", "Chair"], (await scanned.ReadAllAsync()).Select(row => row.ProductName));
    }

    [Fact]
    public async Task The_last_row_needs_no_line_ending()
    {
        var scanned = await Catalogues.ScanAsync(TwoRows.TrimEnd('\n'));

        Assert.Equal(2, scanned.Index.RowCount);
    }

    [Theory]
    [InlineData("\n\n\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("  \n\t\n")]
    [InlineData(",,\n,,,\n")]
    public async Task Rows_without_content_do_not_count(string trailing)
    {
        var scanned = await Catalogues.ScanAsync(TwoRows + trailing);

        Assert.Equal(2, scanned.Index.RowCount);
        Assert.Equal(2, (await scanned.ReadAllAsync()).Count);
    }

    [Fact]
    public async Task A_quoted_cell_may_contain_line_breaks_delimiters_and_quotes()
    {
        var row = await Catalogues.OnlyRowOfAsync("1,\"A \"\"big\"\",\r\nbright lamp\",\"https://a/1.jpg\nhttps://a/2.jpg\"");

        Assert.Equal("A \"big\",\r\nbright lamp", row.ProductName);
        Assert.Equal(["https://a/1.jpg", "https://a/2.jpg"], row.Urls.ToArray());
    }

    [Fact]
    public async Task A_quote_inside_an_unquoted_cell_is_text()
    {
        var row = await Catalogues.OnlyRowOfAsync("1,5\" screen,https://a/1.jpg");

        Assert.Equal("5\" screen", row.ProductName);
    }

    [Theory]
    [InlineData("S. No.,Product Name,Input Image Urls")]
    [InlineData("s. no.,PRODUCT NAME,input image urls")]
    [InlineData("S.No.,ProductName,InputImageUrls")]
    [InlineData("  S.  No. , Product   Name,Input Image Urls ")]
    public async Task Case_and_spaces_in_the_header_are_forgiven(string header)
    {
        var scanned = await Catalogues.ScanAsync($"{header}\n7,Lamp,https://a/1.jpg\n");

        var row = Assert.Single(await scanned.ReadAllAsync());
        Assert.Equal(("7", "Lamp"), (row.SerialNumber, row.ProductName));
    }

    [Fact]
    public async Task Columns_may_stand_in_any_order_among_others()
    {
        var scanned = await Catalogues.ScanAsync("Price,Input Image Urls,Colour,S. No.,Colour,Product Name\n9.99,https://a/1.jpg,red,7,blue,Lamp\n");

        var row = Assert.Single(await scanned.ReadAllAsync());
        Assert.Equal(("7", "Lamp", "https://a/1.jpg"), (row.SerialNumber, row.ProductName, Assert.Single(row.Urls)));
        Assert.Equal(["9.99", "https://a/1.jpg", "red", "7", "blue", "Lamp"], row.Cells);
    }

    [Theory]
    [InlineData("-3")]
    [InlineData("007")]
    [InlineData(" 12 ")]
    [InlineData("A1")]
    [InlineData("1.0")]
    [InlineData("SKU-ß/7")]
    public async Task Any_text_is_a_serial_number(string serialNumber)
    {
        var row = await Catalogues.OnlyRowOfAsync($"{serialNumber},Lamp,https://a/1.jpg");

        Assert.Null(row.Error);
        Assert.Equal(serialNumber.Trim(), row.SerialNumber);
    }

    [Fact]
    public async Task An_error_of_a_row_is_its_own_alone()
    {
        var scanned = await Catalogues.ScanAsync($"{Catalogues.Header}\n,Lamp,https://a/1.jpg\n2,Chair,https://a/2.jpg\n");

        var rows = await scanned.ReadAllAsync();
        Assert.Equal("S. No.", Assert.IsType<RowError>(rows[0].Error).Column);
        Assert.Null(rows[1].Error);
        Assert.Equal(1, scanned.Index.InvalidRowCount);
        Assert.Equal(2, scanned.Index.ImageCount);
    }

    [Theory]
    [InlineData(",Lamp,https://a/1.jpg", "S. No.")]
    [InlineData("1,,https://a/1.jpg", "Product Name")]
    [InlineData("1,  ,https://a/1.jpg", "Product Name")]
    [InlineData("1,Lamp,", "Input Image Urls")]
    [InlineData("1,Lamp", "Input Image Urls")]
    [InlineData("1", "Product Name")]
    [InlineData("1,Lamp,\" , \"", "Input Image Urls")]
    public async Task A_missing_value_is_an_error_of_its_row_that_names_the_column(string record, string column)
    {
        var row = await Catalogues.OnlyRowOfAsync(record);

        Assert.Equal(column, Assert.IsType<RowError>(row.Error).Column);
        Assert.Equal(3, row.Cells.Count);
    }

    [Fact]
    public async Task Urls_that_lost_their_quotes_are_put_together_again()
    {
        var row = await Catalogues.OnlyRowOfAsync("1,Lamp,https://a/1.jpg, https://a/2.jpg,https://a/3.jpg");

        Assert.Null(row.Error);
        Assert.Equal(["https://a/1.jpg", "https://a/2.jpg", "https://a/3.jpg"], row.Urls.ToArray());
        Assert.Equal(["1", "Lamp", "https://a/1.jpg, https://a/2.jpg,https://a/3.jpg"], row.Cells);
    }

    [Fact]
    public async Task Surplus_cells_are_an_error_of_their_row_and_are_kept()
    {
        var row = await Catalogues.OnlyRowOfAsync("1,Lamp, red,https://a/1.jpg");

        Assert.Contains("4 cells", Assert.IsType<RowError>(row.Error).Message, StringComparison.Ordinal);
        Assert.Equal(["1", "Lamp", " red", "https://a/1.jpg"], row.Cells);
    }

    [Fact]
    public async Task Empty_surplus_cells_are_dropped()
    {
        var row = await Catalogues.OnlyRowOfAsync("1,Lamp,https://a/1.jpg,, ");

        Assert.Null(row.Error);
        Assert.Equal(["1", "Lamp", "https://a/1.jpg"], row.Cells);
    }

    [Fact]
    public async Task A_cell_of_a_megabyte_is_read_whole()
    {
        var urls = string.Join(", ", Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"https://shop.example/images/number-{i:D16}.jpg")));
        Assert.True(urls.Length > 1_000_000);

        var scanned = await Catalogues.ScanAsync($"{Catalogues.Header}\n1,Lamp,https://a/0.jpg\n2,Chair,\"{urls}\"\n3,Table,https://a/1.jpg\n");

        var rows = await scanned.ReadAllAsync();
        Assert.Equal(20_000, rows[1].Urls.Length);
        Assert.Equal(20_002, scanned.Index.ImageCount);
        Assert.Equal("Table", rows[2].ProductName);
    }

    [Fact]
    public async Task Every_segment_can_be_read_on_its_own()
    {
        var text = new StringBuilder(Catalogues.Header).Append("\r\n");
        for (var i = 0; i < 1000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},\"Läm\"\"p\r\n{new string('é', i % 7)}\",https://a/{i}.jpg\r\n");
            text.Append(i % 5 == 0 ? "\r\n" : "");
        }

        var scanned = await Catalogues.ScanAsync(text.ToString());

        Assert.Equal(4, scanned.Index.SegmentOffsets.Count);
        foreach (var segment in new[] { 3, 0, 2, 1 })
        {
            var rows = await scanned.ReadAsync(segment);
            Assert.Equal(segment == 3 ? 1000 - 768 : 256, rows.Count);
            Assert.All(rows, row => Assert.Equal(row.Index.ToString(CultureInfo.InvariantCulture), row.SerialNumber));
            Assert.Equal(segment * 256, rows[0].Index);
        }
    }
}
