using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>A scan of a progressive result (ITU-T T.81, G.1.1.1).</summary>
/// <param name="Component">The component; -1 for all of them, which only a DC scan can have.</param>
/// <param name="Start">The first coefficient, in zigzag order (Ss).</param>
/// <param name="End">The last one (Se).</param>
/// <param name="High">The bit position of the scan before (Ah); 0 for the first scan of these coefficients.</param>
/// <param name="Low">The bit position of this scan (Al).</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProgressiveScan(int Component, int Start, int End, int High, int Low)
{
    /// <summary>The most scans of a result.</summary>
    public const int MaxCount = 32;
}
