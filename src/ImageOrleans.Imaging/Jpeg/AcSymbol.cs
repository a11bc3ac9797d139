namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Symbols of AC coefficients: a run of zeros in the upper four bits, and the size of what comes behind in the lower ones.</summary>
internal static class AcSymbol
{
    /// <summary>The symbol of sixteen zeros (ITU-T T.81, F.1.2.2.1).</summary>
    public const int ZeroRun = 0xF0;

    /// <summary>The zeros that it stands for.</summary>
    public const int ZerosInRun = 16;

    /// <summary>The longest run of zeros before a coefficient.</summary>
    public const int MaxRun = ZerosInRun - 1;
}
