using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Puts two rows of MCUs in 4:4:4 or 4:2:2 together to one in 4:2:0: luminance in the order of the new MCUs, and chrominance
/// reduced.
/// </summary>
internal unsafe ref struct ReducingMerger
{
    /// <summary>The rows of MCUs that become one.</summary>
    public const int Rows = 2;

    /// <summary>The blocks of an MCU in 4:2:0.</summary>
    private const int BlocksInMcu = 6;

    private const int ChromaComponents = 2;

    private readonly ChromaReducer _reducer;
    private readonly uint* _tokens;
    private readonly nuint _tokensInRow;
    private readonly int _lumaInMcu;
    private readonly int _mcusWide;
    private ComponentLevels _predictors;

    /// <summary>Begins a picture.</summary>
    /// <param name="workspace">The frame, and memory for the tokens.</param>
    /// <param name="reduction">What is reduced: rows at least.</param>
    /// <param name="mcusWide">The MCUs of the file side by side.</param>
    public ReducingMerger(JpegWorkspace workspace, ChromaReduction reduction, int mcusWide)
    {
        _reducer = workspace.ChromaReducer;
        _reducer.Begin(workspace.Headers.Frame, reduction);
        _mcusWide = mcusWide;
        _lumaInMcu = reduction.Columns ? 1 : 2;
        var resultWide = ((mcusWide * _lumaInMcu) + 1) / 2;
        _tokensInRow = (nuint)(mcusWide * (_lumaInMcu + ChromaComponents) * CoefficientPlane.BlockSize) + TokenRequantiser.Slack;
        var mergedTokens = (nuint)(resultWide * BlocksInMcu * CoefficientPlane.BlockSize) + 1 + TokenRequantiser.Slack;
        _tokens = workspace.Tokens.Reserve((Rows * _tokensInRow) + mergedTokens);
    }

    /// <summary>Where the tokens of the new row are, with a place before them.</summary>
    public readonly uint* Merged => _tokens + (Rows * _tokensInRow) + 1;

    /// <summary>Where the tokens of a row of the file go: its blocks, and a token of position 0 behind the last one.</summary>
    public readonly uint* Row(int row) => _tokens + ((nuint)row * _tokensInRow);

    /// <summary>Puts the rows together.</summary>
    /// <param name="rowCount">How many there are: the last row may be alone.</param>
    /// <returns>Behind the last token; null when a level is larger than a file can have.</returns>
    public uint* Merge(int rowCount)
    {
        var next = stackalloc uint*[Rows];
        for (var row = 0; row < Rows; row++)
        {
            next[row] = Row(row);
        }

        var target = Merged;
        var mcusInResult = 2 / _lumaInMcu;
        for (var left = _mcusWide; left > 0; left -= mcusInResult)
        {
            for (var row = 0; row < Rows; row++)
            {
                var isThere = row < rowCount;
                if (isThere && _lumaInMcu == 2)
                {
                    target = CopyBlock(ref next[row], target);
                    target = CopyBlock(ref next[row], target);
                    TakeChroma(ref next[row], row, column: 0);
                    continue;
                }

                for (var column = 0; column < 2; column++)
                {
                    if (isThere && (column == 0 || left > 1))
                    {
                        target = CopyBlock(ref next[row], target);
                        TakeChroma(ref next[row], row, column);
                    }
                    else
                    {
                        target = PlaneEncoder.PutFiller(componentClass: 0, target);
                        MirrorChroma(isThere, row, column);
                    }
                }
            }

            for (var i = 0; i < ChromaComponents; i++)
            {
                target = _reducer.Put(i, ref _predictors[i + 1], target);
                if (target == null)
                {
                    return null;
                }
            }
        }

        return target;
    }

    private readonly void TakeChroma(ref uint* next, int row, int column)
    {
        for (var i = 0; i < ChromaComponents; i++)
        {
            next = _reducer.Take(i, row, column, next);
        }
    }

    /// <summary>A block that is beyond the picture is the mirror image of the one before, so that there is no edge between them.</summary>
    private readonly void MirrorChroma(bool isRowThere, int row, int column)
    {
        for (var i = 0; i < ChromaComponents; i++)
        {
            _reducer.Mirror(i, row, column, across: isRowThere);
        }
    }

    /// <summary>Copies the tokens of a block, with the change of its DC level.</summary>
    private uint* CopyBlock(ref uint* next, uint* target)
    {
        var level = (int)*next >> CompactToken.LevelShift;
        *target++ = CompactToken.Of(level - _predictors[0], 0, 0);
        _predictors[0] = level;
        next++;
        while (true)
        {
            // Eight at a time, up to the next block.
            var tokens = Vector256.Load(next);
            tokens.Store(target);
            var ends = Vector256.Equals(tokens & Vector256.Create((uint)CompactToken.PositionMask), Vector256<uint>.Zero)
                .ExtractMostSignificantBits();
            var copied = ends == 0 ? Vector256<uint>.Count : BitOperations.TrailingZeroCount(ends);
            next += copied;
            target += copied;
            if (ends != 0)
            {
                return target;
            }
        }
    }

    /// <summary>The DC level of the last block of each component.</summary>
    [InlineArray(1 + ChromaComponents)]
    private struct ComponentLevels
    {
        private int _first;
    }
}
