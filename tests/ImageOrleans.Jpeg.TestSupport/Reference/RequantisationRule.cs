namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>How coefficients become coarser.</summary>
/// <param name="TableQuality">The quality of the standard tables, 1 to 100, by libjpeg's scale.</param>
/// <param name="StepPercent">The steps in percent of those of the standard tables.</param>
/// <param name="AcRounding">What is added to an AC level before its fraction is cut off, in 1/65536; 32768 rounds to the nearest.</param>
/// <param name="DcRounding">The same for DC.</param>
public sealed record RequantisationRule(int TableQuality, int StepPercent, int AcRounding, int DcRounding);
