using System.Numerics;
using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Brings planes of coefficients to the result's steps, and makes symbols of them: a baseline scan with all components.</summary>
internal static unsafe class PlaneEncoder
{
    /// <summary>Encodes the planes.</summary>
    /// <param name="workspace">The planes, and the frame with the result's sampling factors.</param>
    /// <returns>The number of symbols; -1 when a level is larger than a file can have.</returns>
    public static int Encode(JpegWorkspace workspace)
    {
        var frame = workspace.Headers.Frame;
        var isSingle = frame.ComponentCount == 1;
        var (mcusWide, mcusHigh) = isSingle
            ? (frame.Components[0].BlocksWide, frame.Components[0].BlocksHigh)
            : (frame.McusWide, frame.McusHigh);
        var blocksInMcu = isSingle ? 1 : frame.BlocksInMcu;
        var tokens = workspace.Tokens.Reserve((nuint)((mcusWide * blocksInMcu * CoefficientPlane.BlockSize) + 1)) + 1;
        var stream = new SymbolStream(workspace);
        var predictors = stackalloc int[JpegFrame.MaxComponents];
        new Span<int>(predictors, JpegFrame.MaxComponents).Clear();
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            PlaneRequantiser.Start(workspace, i, frame.Components[i].TargetSteps);
        }

        for (var row = 0; row < mcusHigh; row++)
        {
            RequantiseRow(workspace, row, isSingle);
            var end = tokens;
            for (var column = 0; column < mcusWide; column++)
            {
                for (var i = 0; i < frame.ComponentCount; i++)
                {
                    var component = frame.Components[i];
                    var (wide, high) = isSingle ? (1, 1) : (component.Horizontal, component.Vertical);
                    for (var y = 0; y < high; y++)
                    {
                        for (var x = 0; x < wide; x++)
                        {
                            var (blockRow, blockColumn) = ((row * high) + y, (column * wide) + x);
                            var plane = workspace.Planes[i];

                            // Blocks that only fill up the last MCU look like the block before, which takes the fewest bits.
                            end = blockRow < plane.BlocksHigh && blockColumn < plane.BlocksWide
                                ? PutBlock(plane, plane.IndexOf(blockRow, blockColumn), predictors + i, component.Class, end)
                                : PutFiller(component.Class, end);
                            if (end == null)
                            {
                                return -1;
                            }
                        }
                    }
                }
            }

            stream.Take(row, tokens, end);
        }

        return stream.Finish();
    }

    private static void RequantiseRow(JpegWorkspace workspace, int row, bool isSingle)
    {
        var frame = workspace.Headers.Frame;
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var high = isSingle ? 1 : frame.Components[i].Vertical;
            var end = Math.Min((row + 1) * high, workspace.Planes[i].BlocksHigh);
            for (var blockRow = row * high; blockRow < end; blockRow++)
            {
                PlaneRequantiser.RequantiseRow(workspace, i, blockRow, frame.Components[i].TargetSteps);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint* PutBlock(CoefficientPlane plane, nint block, int* predictor, int componentClass, uint* target)
    {
        var change = plane.Dc[block] - *predictor;
        *predictor = plane.Dc[block];
        if ((uint)(change + CompactToken.MaxDcChange) > 2 * CompactToken.MaxDcChange)
        {
            return null;
        }

        *target++ = CompactToken.Of(change, componentClass, 0);
        var levels = plane.LevelsOf(block);
        for (var left = plane.Known[block]; left != 0; left &= left - 1)
        {
            var k = BitOperations.TrailingZeroCount(left);
            if ((uint)(levels[k] + CompactToken.MaxAcLevel) > 2 * CompactToken.MaxAcLevel)
            {
                return null;
            }

            *target++ = CompactToken.Of(levels[k], componentClass, k);
        }

        return target;
    }

    public static uint* PutFiller(int componentClass, uint* target)
    {
        *target = CompactToken.Of(0, componentClass, 0);
        return target + 1;
    }
}
