namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>How coefficients become coarser.</summary>
/// <param name="TableQuality">The quality of the standard tables, 1 to 100, by libjpeg's scale.</param>
/// <param name="LuminancePercent">The steps of luminance in percent of those of the standard table.</param>
/// <param name="ChrominancePercent">Likewise of chrominance.</param>
/// <param name="AcRounding">What is added to an AC level before its fraction is cut off, in 1/65536; 32768 rounds to the nearest.</param>
/// <param name="DcRounding">The same for DC.</param>
public sealed record RequantisationRule(int TableQuality, int LuminancePercent, int ChrominancePercent, int AcRounding, int DcRounding);
