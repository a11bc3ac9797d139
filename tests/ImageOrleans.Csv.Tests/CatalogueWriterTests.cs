namespace ImageOrleans.Csv.Tests;

public sealed class CatalogueWriterTests
{
    [Theory]
    [InlineData(",", "\n")]
    [InlineData(";", "\r\n")]
    [InlineData("\t", "\r\n")]
    public async Task The_result_has_the_same_rows_and_cells_in_the_same_dialect(string delimiter, string newLine)
    {
        string Text(string d, string n) => $"S. No.{d}Product Name{d}Input Image Urls{d}Note{n}1{d}Lamp{d}https://a/1.jpg{d} kept {n}";
        var scanned = await Catalogues.ScanAsync(Text(delimiter, newLine));

        var output = await scanned.WriteAsync();

        Assert.Equal(
            $"S. No.{delimiter}Product Name{delimiter}Input Image Urls{delimiter}Note{delimiter}Output Image Urls{newLine}"
            + $"1{delimiter}Lamp{delimiter}https://a/1.jpg{delimiter}\" kept \"{delimiter}out:https://a/1.jpg{newLine}",
            output);
    }

    [Fact]
    public async Task A_byte_order_mark_is_answered_with_one()
    {
        var scanned = await Catalogues.ScanAsync($"\uFEFF{Catalogues.Header}\n1,Lamp,https://a/1.jpg\n");

        var output = await scanned.WriteAsync();

        Assert.StartsWith("\uFEFFS. No.,", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFEFF', output[1..]);
    }

    [Fact]
    public async Task Output_keeps_the_position_of_a_failed_image()
    {
        var scanned = await Catalogues.ScanAsync($"{Catalogues.Header}\n1,Lamp,\"https://a/1.jpg, https://a/2.jpg, https://a/3.jpg\"\n");
        var row = Assert.Single(await scanned.ReadAllAsync());
        var output = new MemoryStream();

        await using (var writer = CatalogueWriter.ForRows(output, scanned.Index))
        {
            await writer.WriteRowAsync(row, ["http://o/1", null, "http://o/3"], Catalogues.Cancellation);
        }

        Assert.Equal(
            "1,Lamp,\"https://a/1.jpg, https://a/2.jpg, https://a/3.jpg\",\"http://o/1,,http://o/3\"\n",
            System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task The_output_of_a_row_with_surplus_cells_stays_in_its_column()
    {
        var scanned = await Catalogues.ScanAsync($"{Catalogues.Header}\n1,Lamp, red,https://a/1.jpg\n");

        var output = await scanned.WriteAsync();

        Assert.EndsWith("1,Lamp,\" red\",,https://a/1.jpg\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_reads_back_as_the_same_cells()
    {
        var scanned = await Catalogues.ScanAsync(
            $"{Catalogues.Header},Note\r\n1,\"A \"\"big\"\",\r\nlamp\",\"https://a/1.jpg, https://a/2.jpg\",=1+1\r\n\r\n2,5\" screen,https://a/3.jpg,\"\"\r\n");
        var rows = await scanned.ReadAllAsync();

        var output = await scanned.WriteAsync();

        var again = await Catalogues.ScanAsync(output.Replace("Output Image Urls", "Out", StringComparison.Ordinal));
        var rowsAgain = await again.ReadAllAsync();
        Assert.Equal(rows.Select(row => row.Cells), rowsAgain.Select(row => row.Cells.Take(4)));
    }
}
