namespace ImageOrleans.Csv;

/// <summary>What came of reading a file once: an index, or a refusal.</summary>
public sealed record CatalogueScan
{
    private CatalogueScan(CatalogueIndex? index, CatalogueRefusal? refusal)
    {
        Index = index;
        Refusal = refusal;
    }

    /// <summary>What was found out; null when the file is no catalogue.</summary>
    public CatalogueIndex? Index { get; }

    /// <summary>Why the file is no catalogue; null when it is one.</summary>
    public CatalogueRefusal? Refusal { get; }

    internal static CatalogueScan Accepted(CatalogueIndex index) => new(index, refusal: null);

    internal static CatalogueScan Refused(CatalogueRefusal refusal) => new(index: null, refusal);
}
