namespace ImageOrleans.Samples.Catalogue;

/// <summary>A product of the sample catalogue: one row of its CSV file.</summary>
/// <param name="SerialNumber">What stands in the column <c>S. No.</c>: 1 for the first row.</param>
/// <param name="Name">Its name.</param>
/// <param name="Images">Its images, 1 to 4.</param>
public sealed record SampleProduct(int SerialNumber, string Name, IReadOnlyList<SampleImage> Images);
