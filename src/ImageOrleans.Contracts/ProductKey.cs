using System.Globalization;

namespace ImageOrleans.Contracts;

/// <summary>The extension of a product grain's key, behind the request's id.</summary>
public static class ProductKey
{
    /// <summary>The extension for a row. Of a fixed length, so that the keys of a request sort like its rows.</summary>
    /// <param name="rowIndex">The row's index, 0 to 99,999,999.</param>
    /// <returns>Eight digits.</returns>
    public static string Extension(int rowIndex) => rowIndex.ToString("D8", CultureInfo.InvariantCulture);
}
