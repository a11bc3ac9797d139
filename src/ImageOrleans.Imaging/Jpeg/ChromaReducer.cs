using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Halves the resolution of chrominance, block by block of the result: the blocks that it comes of are taken, or made up for
/// where they are beyond the picture, and then the block is made of them.
/// </summary>
internal sealed unsafe class ChromaReducer : IDisposable
{
    private const int Side = 8;
    private const int BlockSize = CoefficientPlane.BlockSize;
    private const int Components = 2;

    // The blocks that are being worked on: four of each component, then the result and two on the way to it. Then the matrix;
    // then, for each component, inverse steps and ordered steps.
    private const int TakenOfComponent = 4;
    private const int ResultAt = Components * TakenOfComponent;
    private const int MatrixAt = (ResultAt + 3) * BlockSize;
    private const int StepsAt = MatrixAt + BlockSize;

    private readonly NativeBuffer<float> _memory = new();

    // The levels of a block, and which rows of the blocks that were taken are in use.
    private readonly NativeBuffer<int> _levels = new();
    private ChromaReduction _reduction;

    /// <summary>
    /// For each place in zigzag order the place in the blocks that were taken: column by column where columns are halved, so that
    /// halving rows halves them.
    /// </summary>
    private byte* Order => _reduction.Columns ? Zigzag.TransposedPointer : Zigzag.NaturalPointer;

    /// <summary>Begins the reduction of the chrominance of a picture.</summary>
    /// <param name="frame">Its components, with their steps and those of the result.</param>
    /// <param name="reduction">The directions.</param>
    /// <param name="inFineSteps">Whether the result is in steps of 1, and not in those of the components.</param>
    public void Begin(JpegFrame frame, ChromaReduction reduction, bool inFineSteps = false)
    {
        _reduction = reduction;
        _ = _levels.Reserve(BlockSize + ResultAt);
        var memory = _memory.Reserve(StepsAt + (2 * Components * BlockSize));
        DctHalving.Matrix.CopyTo(new Span<float>(memory + MatrixAt, BlockSize));
        for (var i = 0; i < Components; i++)
        {
            var component = frame.Components[i + 1];
            for (var k = 0; k < BlockSize; k++)
            {
                InverseStepsOf(i)[Zigzag.ToNatural[k]] = inFineSteps ? 1f : 1f / component.TargetSteps[k];
                OrderedStepsOf(i)[Order[k]] = component.Steps[k];
            }
        }
    }

    /// <summary>Reduces a whole plane.</summary>
    /// <param name="source">The plane.</param>
    /// <param name="component">0 or 1: which of the two it is.</param>
    /// <param name="target">The plane that is filled.</param>
    /// <param name="steps">The steps of the result.</param>
    public void Reduce(CoefficientPlane source, int component, CoefficientPlane target, ReadOnlySpan<ushort> steps)
    {
        var (high, wide) = (_reduction.Rows ? 2 : 1, _reduction.Columns ? 2 : 1);
        target.Start((source.BlocksWide + wide - 1) / wide, (source.BlocksHigh + high - 1) / high, steps);
        for (var row = 0; row < target.BlocksHigh; row++)
        {
            for (var column = 0; column < target.BlocksWide; column++)
            {
                for (var y = 0; y < high; y++)
                {
                    for (var x = 0; x < wide; x++)
                    {
                        var (sourceRow, sourceColumn) = ((row * high) + y, (column * wide) + x);
                        if (sourceRow < source.BlocksHigh && sourceColumn < source.BlocksWide)
                        {
                            Take(component, y, x, source, source.IndexOf(sourceRow, sourceColumn));
                        }
                        else
                        {
                            Mirror(component, y, x, across: sourceRow < source.BlocksHigh);
                        }
                    }
                }

                Put(component, target, target.IndexOf(row, column));
            }
        }
    }

    /// <summary>Takes the tokens of a block.</summary>
    /// <param name="component">0 or 1: which of the two it is.</param>
    /// <param name="row">0 for a block above, 1 for one below.</param>
    /// <param name="column">0 for a block to the left, 1 for one to the right.</param>
    /// <param name="tokens">The tokens, see <see cref="CompactToken"/>, with levels in the file's steps.</param>
    /// <returns>The next block's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint* Take(int component, int row, int column, uint* tokens)
    {
        var number = NumberOf(component, row, column);
        var target = StartBlock(number);
        var steps = OrderedStepsOf(component);
        var order = Order;
        var rows = 0;
        do
        {
            int place = order[*tokens & CompactToken.PositionMask];
            target[place] = ((int)*tokens >> CompactToken.LevelShift) * steps[place];
            rows |= 1 << (place / Side);
            tokens++;
        }
        while ((*tokens & CompactToken.PositionMask) != 0);

        _levels.Pointer[BlockSize + number] = rows;
        return tokens;
    }

    /// <summary>Makes up for a block that is not there: it is the mirror image of the one to the left, or above.</summary>
    /// <param name="component">0 or 1: which of the two it is.</param>
    /// <param name="row">0 for a block above, 1 for one below.</param>
    /// <param name="column">0 for a block to the left, 1 for one to the right.</param>
    /// <param name="across">Whether it is the image of the one to the left.</param>
    public void Mirror(int component, int row, int column, bool across)
    {
        var number = NumberOf(component, row, column);
        var from = across ? NumberOf(component, row, 0) : NumberOf(component, 0, column);
        var source = Work(from);
        var target = Work(number);
        var odd = across ? 1 : Side;
        for (var k = 0; k < BlockSize; k++)
        {
            int place = Order[k];
            target[place] = (Zigzag.ToNatural[k] & odd) != 0 ? -source[place] : source[place];
        }

        _levels.Pointer[BlockSize + number] = _levels.Pointer[BlockSize + from];
    }

    /// <summary>Makes a block of the result of those that were taken.</summary>
    /// <param name="component">0 or 1: which of the two it is.</param>
    /// <param name="predictor">The DC level of the last block, and then of this one.</param>
    /// <param name="target">Where its tokens go.</param>
    /// <returns>Behind the last one; null when a level is larger than a file can have.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint* Put(int component, ref int predictor, uint* target)
    {
        var levels = _levels.Pointer;
        var left = Zigzag.Order(Quantise(Combine(component), InverseStepsOf(component), levels));
        var change = levels[0] - predictor;
        predictor = levels[0];
        if ((uint)(change + CompactToken.MaxDcChange) > 2 * CompactToken.MaxDcChange)
        {
            return null;
        }

        *target++ = CompactToken.Of(change, componentClass: 1, 0);
        for (; left != 0; left &= left - 1)
        {
            var k = BitOperations.TrailingZeroCount(left);
            var level = levels[Zigzag.NaturalPointer[k]];
            if ((uint)(level + CompactToken.MaxAcLevel) > 2 * CompactToken.MaxAcLevel)
            {
                return null;
            }

            *target++ = CompactToken.Of(level, componentClass: 1, k);
        }

        return target;
    }

    public void Dispose()
    {
        _memory.Dispose();
        _levels.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(int component, int row, int column, CoefficientPlane plane, nint block)
    {
        var number = NumberOf(component, row, column);
        var target = StartBlock(number);
        var steps = OrderedStepsOf(component);
        var order = Order;
        var levels = plane.LevelsOf(block);
        var rows = 1;
        target[0] = plane.Dc[block] * steps[0];
        for (var left = plane.Known[block]; left != 0; left &= left - 1)
        {
            var k = BitOperations.TrailingZeroCount(left);
            int place = order[k];
            target[place] = levels[k] * steps[place];
            rows |= 1 << (place / Side);
        }

        _levels.Pointer[BlockSize + number] = rows;
    }

    private void Put(int component, CoefficientPlane target, nint block)
    {
        var levels = _levels.Pointer;
        var known = Zigzag.Order(Quantise(Combine(component), InverseStepsOf(component), levels));
        target.Dc[block] = (short)levels[0];
        target.Known[block] = known;
        for (; known != 0; known &= known - 1)
        {
            var k = BitOperations.TrailingZeroCount(known);
            target.LevelsOf(block)[k] = (short)Math.Clamp(levels[Zigzag.NaturalPointer[k]], short.MinValue, short.MaxValue);
        }
    }

    /// <summary>Makes a block of those that were taken, row by row.</summary>
    private float* Combine(int component)
    {
        var matrix = _memory.Pointer + MatrixAt;
        var rows = _levels.Pointer + BlockSize;
        var (above, below) = (NumberOf(component, 0, 0), NumberOf(component, 1, 0));
        var result = Work(ResultAt);
        var upper = Work(ResultAt + 1);
        var lower = Work(ResultAt + 2);
        if (!_reduction.Columns)
        {
            DctHalving.Halve(matrix, Work(above), Work(below), rows[above] | rows[below], result);
            return result;
        }

        DctHalving.Halve(matrix, Work(above), Work(above + 1), rows[above] | rows[above + 1], upper);
        if (!_reduction.Rows)
        {
            _ = BlockTransposition.Transpose(upper, result);
            return result;
        }

        DctHalving.Halve(matrix, Work(below), Work(below + 1), rows[below] | rows[below + 1], lower);
        var used = BlockTransposition.Transpose(upper, Work(above)) | BlockTransposition.Transpose(lower, Work(below));
        DctHalving.Halve(matrix, Work(above), Work(below), used, result);
        return result;
    }

    private float* StartBlock(int number)
    {
        var target = Work(number);
        for (var i = 0; i < BlockSize; i += Side)
        {
            Vector256<float>.Zero.Store(target + i);
        }

        return target;
    }

    private static int NumberOf(int component, int row, int column) => (component * TakenOfComponent) + (row * 2) + column;

    private float* Work(int block) => _memory.Pointer + (block * BlockSize);

    private float* InverseStepsOf(int component) => _memory.Pointer + StepsAt + (component * 2 * BlockSize);

    private float* OrderedStepsOf(int component) => InverseStepsOf(component) + BlockSize;

    /// <summary>Makes levels of a block; returns which AC levels are not zero, row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Quantise(float* block, float* inverseSteps, int* levels)
    {
        // The dead zone is not for DC, which is rounded apart.
        var rounding = Vector256.Create(QuantiserDesign.AcRounding / 65536f);
        var found = 0UL;
        for (var i = 0; i < BlockSize; i += Side)
        {
            var value = Vector256.Load(block + i) * Vector256.Load(inverseSteps + i);
            var sign = value.AsInt32() >> 31;
            var level = Vector256.ConvertToInt32(Vector256.Abs(value) + rounding);
            level = (level ^ sign) - sign;
            level.Store(levels + i);
            found |= (ulong)(~Vector256.Equals(level, Vector256<int>.Zero)).ExtractMostSignificantBits() << i;
        }

        var dc = block[0] * inverseSteps[0];
        levels[0] = (int)Math.Clamp(dc < 0 ? dc - 0.5f : dc + 0.5f, short.MinValue, short.MaxValue);
        return found & ~1UL;
    }
}
