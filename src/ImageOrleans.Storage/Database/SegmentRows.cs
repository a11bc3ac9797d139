namespace ImageOrleans.Storage.Database;

/// <summary>A segment on its way into the tables.</summary>
internal sealed class SegmentRows(Guid requestId, IReadOnlyList<ProductRecord> products)
{
    private readonly HashSet<string> _urls = new(StringComparer.Ordinal);

    public Guid RequestId => requestId;

    public IReadOnlyList<ProductRecord> Products => products;

    /// <summary>The hash to store with an image: for the first occurrence of its URL in the segment only. Call it once for each, in order.</summary>
    public long? HashOfFirstOccurrence(ImageRecord image) =>
        _urls.Add(image.InputUrl) ? UrlHash.Compute(requestId, image.InputUrl) : null;

    public static byte[]? AddressOf(ImageRecord image) =>
        image.Outcome.ImageHash is { } address ? Convert.FromHexString(address) : null;
}
