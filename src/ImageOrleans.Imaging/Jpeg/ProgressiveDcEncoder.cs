using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Makes the symbols of progressive DC scans (ITU-T T.81, G.1.2.1).</summary>
internal static unsafe class ProgressiveDcEncoder
{
    /// <summary>The largest size of a DC difference in 8-bit files (F.1.2.1.1).</summary>
    private const int MaxDcSize = 11;

    /// <summary>Makes the symbols of a DC scan: whole levels at once.</summary>
    /// <param name="frame">The frame, with the result's sampling factors.</param>
    /// <param name="planes">The levels.</param>
    /// <param name="component">The component; -1 for all of them, interleaved.</param>
    /// <param name="symbols">Where they go.</param>
    /// <returns>Whether no difference is larger than a file can have.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryEncode(JpegFrame frame, SparsePlane[] planes, int component, ScanSymbols symbols)
    {
        symbols.Start();
        var histogram = symbols.Histogram;
        var predictors = stackalloc int[JpegFrame.MaxComponents];
        new Span<int>(predictors, JpegFrame.MaxComponents).Clear();
        if (component >= 0)
        {
            var plane = planes[component];
            var blocks = plane.BlocksWide * plane.BlocksHigh;
            symbols.Expect((nuint)blocks);
            for (var i = 0; i < blocks; i++)
            {
                if (!TryPutDc(frame.Components[component].Class, plane.Dc[i], predictors, histogram, symbols.Next++))
                {
                    return false;
                }
            }

            return true;
        }

        for (var row = 0; row < frame.McusHigh; row++)
        {
            symbols.Expect((nuint)frame.McusWide * (nuint)frame.BlocksInMcu);
            var target = symbols.Next;
            for (var column = 0; column < frame.McusWide; column++)
            {
                for (var i = 0; i < frame.ComponentCount; i++)
                {
                    target = PutDcOfMcu(frame.Components[i], planes[i], row, column, predictors + i, histogram, target);
                    if (target == null)
                    {
                        return false;
                    }
                }
            }

            symbols.Next = target;
        }

        return true;
    }

    /// <summary>Puts the DC levels of one component in an MCU.</summary>
    /// <returns>Behind the last symbol; null when a difference is larger than a file can have.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint* PutDcOfMcu(
        JpegComponent component, SparsePlane plane, int row, int column, int* last, uint* histogram, uint* target)
    {
        for (var y = row * component.Vertical; y < (row + 1) * component.Vertical; y++)
        {
            for (var x = column * component.Horizontal; x < (column + 1) * component.Horizontal; x++)
            {
                // Blocks that only fill up the last MCU look like the block before, which takes the fewest bits.
                var level = y < plane.BlocksHigh && x < plane.BlocksWide ? plane.Dc[(y * plane.BlocksWide) + x] : *last;
                if (!TryPutDc(component.Class, level, last, histogram, target++))
                {
                    return null;
                }
            }
        }

        return target;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryPutDc(int componentClass, int level, int* last, uint* histogram, uint* target)
    {
        var difference = level - *last;
        *last = level;
        var size = Magnitude.SizeOf(difference);
        if (size > MaxDcSize)
        {
            return false;
        }

        var bits = (uint)(difference + (difference >> 31)) & ((1u << size) - 1);
        *target = ScanSymbols.Of(histogram, (256 * componentClass) + size, bits, size);
        return true;
    }
}
