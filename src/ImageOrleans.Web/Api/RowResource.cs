using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Web.Api;

/// <summary>A row and what became of it.</summary>
/// <param name="Row">The number of the row, 1 for the first below the header.</param>
/// <param name="SerialNumber">The serial number.</param>
/// <param name="ProductName">The product's name.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Error">Why it was not processed; null when it was.</param>
/// <param name="Images">Its images in their order.</param>
public sealed record RowResource(
    int Row, string SerialNumber, string ProductName, ProductStatus Status, string? Error, IReadOnlyList<ImageResource> Images)
{
    internal static RowResource Of(ProductRecord product) => new(
        product.RowIndex + 1,
        product.SerialNumber,
        product.Name,
        product.Status,
        product.ErrorMessage,
        [.. product.Images.Select(ImageResource.Of)]);
}
