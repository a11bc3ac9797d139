using System.Text;

namespace ImageOrleans.Csv.Tests;

/// <summary>Scans texts and reads back what the scan kept.</summary>
internal static class Catalogues
{
    public const string Header = "S. No.,Product Name,Input Image Urls";

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<ScannedCatalogue> ScanAsync(string text, CatalogueOptions? options = null) =>
        ScanAsync(Encoding.UTF8.GetBytes(text), options);

    public static async Task<ScannedCatalogue> ScanAsync(byte[] upload, CatalogueOptions? options = null)
    {
        var copy = new MemoryStream();
        options ??= new CatalogueOptions();
        var scan = await CatalogueScanner.ScanAsync(new MemoryStream(upload), copy, options, Cancellation);
        return new ScannedCatalogue(scan, copy, options);
    }

    public static async Task<CatalogueRefusal> RefusalOfAsync(string text, CatalogueOptions? options = null)
    {
        var scanned = await ScanAsync(text, options);
        return Assert.IsType<CatalogueRefusal>(scanned.Scan.Refusal);
    }

    public static async Task<CatalogueRow> OnlyRowOfAsync(string record)
    {
        var scanned = await ScanAsync($"{Header}\n{record}\n");
        return Assert.Single(await scanned.ReadAllAsync());
    }
}
