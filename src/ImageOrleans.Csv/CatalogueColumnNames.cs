namespace ImageOrleans.Csv;

/// <summary>The columns that a catalogue has, and the one that its result has beside them.</summary>
public static class CatalogueColumnNames
{
    /// <summary>The product's number in the catalogue.</summary>
    public const string SerialNumber = "S. No.";

    /// <summary>The product's name.</summary>
    public const string ProductName = "Product Name";

    /// <summary>The URLs of the product's images.</summary>
    public const string ImageUrls = "Input Image Urls";

    /// <summary>The URLs of the results, position by position.</summary>
    public const string OutputUrls = "Output Image Urls";
}
