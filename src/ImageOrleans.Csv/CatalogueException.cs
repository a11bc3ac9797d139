namespace ImageOrleans.Csv;

/// <summary>Carries a refusal from where it is found to where the scan ends.</summary>
internal sealed class CatalogueException(CatalogueRefusal refusal, Exception? innerException = null)
    : Exception(refusal.Message, innerException)
{
    public CatalogueRefusal Refusal { get; } = refusal;
}
