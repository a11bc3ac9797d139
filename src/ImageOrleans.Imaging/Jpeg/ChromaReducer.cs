using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Halves the resolution of chrominance in the coefficient domain. Averaging neighbouring samples is linear, and so is the DCT:
/// the block that comes of two neighbours is the sum of each, multiplied by a constant matrix. With D the DCT and A what averages
/// pairs of eight samples to four, that is D·[A;0]·Dᵀ for the first block and D·[0;A]·Dᵀ for the second, which differ in signs
/// alone (see R. Dugad, N. Ahuja, "A fast scheme for image size change in the compressed domain", 2001).
/// </summary>
/// <remarks>
/// All operations have one order, and multiply and add at once, so that the result does not depend on the processor. Frequencies
/// that are zero in both blocks, as most are, take no time.
/// </remarks>
internal sealed unsafe class ChromaReducer : IDisposable
{
    private const int Side = 8;
    private const int BlockSize = CoefficientPlane.BlockSize;
    private const int Components = 2;

    // The blocks that are being worked on; then the matrix; then, for each component, steps, inverse steps, and ordered steps.
    private const int TablesOfComponent = 3;
    private const int ResultAt = 8;
    private const int WorkBlocks = ResultAt + 3;
    private const int MatrixAt = WorkBlocks * BlockSize;
    private const int StepsAt = MatrixAt + BlockSize;

    /// <summary>The matrix of the first block, row by row; that of the second has the other sign where row + column is odd.</summary>
    private static readonly float[] Halving = MakeHalving();

    private readonly NativeBuffer<float> _memory = new();
    // The levels of a block, and which rows of the work blocks are in use.
    private readonly NativeBuffer<int> _levels = new();
    private ChromaReduction _reduction;

    /// <summary>
    /// For each place in zigzag order the place in blocks for <see cref="Take"/>: column by column where columns are
    /// halved, so that halving rows halves them.
    /// </summary>
    public byte* Order => _reduction.Columns ? Zigzag.TransposedPointer : Zigzag.NaturalPointer;

    /// <summary>Begins the reduction of the chrominance of a picture.</summary>
    /// <param name="frame">Its components, with their steps and those of the result.</param>
    /// <param name="reduction">The directions.</param>
    /// <param name="inFineSteps">Whether the result is in steps of 1, and not in those of the components.</param>
    public void Begin(JpegFrame frame, ChromaReduction reduction, bool inFineSteps = false)
    {
        _reduction = reduction;
        _levels.Reserve(BlockSize + ResultAt);
        var memory = _memory.Reserve(StepsAt + (TablesOfComponent * Components * BlockSize));
        Halving.CopyTo(new Span<float>(memory + MatrixAt, BlockSize));
        for (var i = 0; i < Components; i++)
        {
            var component = frame.Components[i + 1];
            for (var k = 0; k < BlockSize; k++)
            {
                StepsOf(i)[k] = component.Steps[k];
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
        target.Reserve(
            _reduction.Columns ? (source.BlocksWide + 1) / 2 : source.BlocksWide,
            _reduction.Rows ? (source.BlocksHigh + 1) / 2 : source.BlocksHigh,
            steps);
        for (var row = 0; row < target.BlocksHigh; row++)
        {
            for (var column = 0; column < target.BlocksWide; column++)
            {
                Reduce(source, component, row, column, target.Block(row, column));
            }
        }
    }

    /// <summary>Makes a block of the result.</summary>
    /// <param name="source">The plane.</param>
    /// <param name="component">0 or 1: which of the two it is.</param>
    /// <param name="row">The row of the block in the result.</param>
    /// <param name="column">The column of the block in the result.</param>
    /// <param name="target">Its levels in the result's steps, in zigzag order.</param>
    public void Reduce(CoefficientPlane source, int component, int row, int column, short* target)
    {
        var steps = StepsOf(component);
        var result = Work(4);
        if (!_reduction.Columns)
        {
            var used = Load(source, row * 2, column, steps, Zigzag.NaturalPointer, Work(0))
                | Load(source, (row * 2) + 1, column, steps, Zigzag.NaturalPointer, Work(1));
            Halve(Work(0), Work(1), used, result);
        }
        else if (!_reduction.Rows)
        {
            var used = Load(source, row, column * 2, steps, Zigzag.TransposedPointer, Work(0))
                | Load(source, row, (column * 2) + 1, steps, Zigzag.TransposedPointer, Work(1));
            Halve(Work(0), Work(1), used, Work(2));
            _ = BlockTransposition.Transpose(Work(2), result);
        }
        else
        {
            // Loaded transposed, so that halving rows halves columns.
            var usedAbove = Load(source, row * 2, column * 2, steps, Zigzag.TransposedPointer, Work(0))
                | Load(source, row * 2, (column * 2) + 1, steps, Zigzag.TransposedPointer, Work(1));
            var usedBelow = Load(source, (row * 2) + 1, column * 2, steps, Zigzag.TransposedPointer, Work(2))
                | Load(source, (row * 2) + 1, (column * 2) + 1, steps, Zigzag.TransposedPointer, Work(3));
            Halve(Work(0), Work(1), usedAbove, Work(5));
            Halve(Work(2), Work(3), usedBelow, Work(6));
            var used = BlockTransposition.Transpose(Work(5), Work(0)) | BlockTransposition.Transpose(Work(6), Work(1));
            Halve(Work(0), Work(1), used, result);
        }

        var levels = _levels.Pointer;
        new Span<short>(target, BlockSize).Clear();
        var left = Quantise(result, InverseStepsOf(component), levels) | 1;
        for (; left != 0; left &= left - 1)
        {
            var place = BitOperations.TrailingZeroCount(left);
            target[Zigzag.FromNatural[place]] = (short)Math.Clamp(levels[place], short.MinValue, short.MaxValue);
        }
    }

    /// <summary>Takes the tokens of a block, where rows are halved.</summary>
    /// <param name="component">0 or 1: which of the two it is.</param>
    /// <param name="row">0 for a block above, 1 for one below.</param>
    /// <param name="column">0 for a block to the left, 1 for one to the right.</param>
    /// <param name="tokens">The tokens, see <see cref="CompactToken"/>, with levels in the file's steps.</param>
    /// <returns>The next block's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint* Take(int component, int row, int column, uint* tokens)
    {
        var number = Taken(component, row, column);
        var target = Work(number);
        var steps = OrderedStepsOf(component);
        var order = Order;
        for (var i = 0; i < BlockSize; i += Side)
        {
            Vector256<float>.Zero.Store(target + i);
        }

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
        var number = Taken(component, row, column);
        var from = across ? Taken(component, row, 0) : Taken(component, 0, column);
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
    public uint* ReduceTaken(int component, ref int predictor, uint* target)
    {
        var rows = _levels.Pointer + BlockSize;
        var (above, below) = (Taken(component, 0, 0), Taken(component, 1, 0));
        var result = Work(ResultAt);
        if (_reduction.Columns)
        {
            var upper = Work(ResultAt + 1);
            var lower = Work(ResultAt + 2);
            Halve(Work(above), Work(above + 1), rows[above] | rows[above + 1], upper);
            Halve(Work(below), Work(below + 1), rows[below] | rows[below + 1], lower);
            var used = BlockTransposition.Transpose(upper, Work(above)) | BlockTransposition.Transpose(lower, Work(below));
            Halve(Work(above), Work(below), used, result);
        }
        else
        {
            Halve(Work(above), Work(below), rows[above] | rows[below], result);
        }

        var levels = _levels.Pointer;
        var left = Zigzag.Order(Quantise(result, InverseStepsOf(component), levels));
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

    /// <summary>The work block of a block that was taken.</summary>
    private static int Taken(int component, int row, int column) => (component * 4) + (row * 2) + column;

    private float* Work(int block) => _memory.Pointer + (block * BlockSize);

    private float* StepsOf(int component) => _memory.Pointer + StepsAt + (component * TablesOfComponent * BlockSize);

    private float* InverseStepsOf(int component) => StepsOf(component) + BlockSize;

    private float* OrderedStepsOf(int component) => InverseStepsOf(component) + BlockSize;

    /// <summary>
    /// Loads a block; one that is beyond the plane is the mirror image of the one before, so that there is no edge between them.
    /// Returns which rows of it are not zero, the first one in bit 0.
    /// </summary>
    private static int Load(CoefficientPlane plane, int row, int column, float* steps, byte* order, float* target)
    {
        // Mirroring turns the odd frequencies round: bit 0 of a place row by row is odd across, bit 3 is odd down.
        var odd = (column >= plane.BlocksWide ? 1 : 0) | (row >= plane.BlocksHigh ? Side : 0);
        var levels = plane.Block(Math.Min(row, plane.BlocksHigh - 1), Math.Min(column, plane.BlocksWide - 1));
        for (var i = 0; i < BlockSize; i += Side)
        {
            Vector256<float>.Zero.Store(target + i);
        }

        target[0] = levels[0] * steps[0];
        var used = 1;
        for (var left = BlockMask.NonZero(levels) & ~1UL; left != 0; left &= left - 1)
        {
            var k = BitOperations.TrailingZeroCount(left);
            int place = order[k];
            target[place] = levels[k] * steps[k];
            if ((BitOperations.PopCount((uint)(Zigzag.ToNatural[k] & odd)) & 1) != 0)
            {
                target[place] = -target[place];
            }

            used |= 1 << (place / Side);
        }

        return used;
    }

    /// <summary>Makes one block of two that lie one below the other: all columns at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Halve(float* upper, float* lower, int used, float* target)
    {
        var matrix = _memory.Pointer + MatrixAt;
        Vector256<float> row0 = default, row1 = default, row2 = default, row3 = default;
        Vector256<float> row4 = default, row5 = default, row6 = default, row7 = default;
        for (; used != 0; used &= used - 1)
        {
            // Sum and difference stand for both blocks: where row + column is odd, the second one has the other sign.
            var j = BitOperations.TrailingZeroCount(used);
            var first = Vector256.Load(upper + (j * Side));
            var second = Vector256.Load(lower + (j * Side));
            var isOdd = (j & 1) != 0;
            var even = isOdd ? first - second : first + second;
            var odd = isOdd ? first + second : first - second;
            var column = matrix + j;
            row0 = Vector256.FusedMultiplyAdd(Vector256.Create(column[0]), even, row0);
            row1 = Vector256.FusedMultiplyAdd(Vector256.Create(column[8]), odd, row1);
            row2 = Vector256.FusedMultiplyAdd(Vector256.Create(column[16]), even, row2);
            row3 = Vector256.FusedMultiplyAdd(Vector256.Create(column[24]), odd, row3);
            row4 = Vector256.FusedMultiplyAdd(Vector256.Create(column[32]), even, row4);
            row5 = Vector256.FusedMultiplyAdd(Vector256.Create(column[40]), odd, row5);
            row6 = Vector256.FusedMultiplyAdd(Vector256.Create(column[48]), even, row6);
            row7 = Vector256.FusedMultiplyAdd(Vector256.Create(column[56]), odd, row7);
        }

        row0.Store(target);
        row1.Store(target + 8);
        row2.Store(target + 16);
        row3.Store(target + 24);
        row4.Store(target + 32);
        row5.Store(target + 40);
        row6.Store(target + 48);
        row7.Store(target + 56);
    }

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

    private static float[] MakeHalving()
    {
        var matrix = new float[BlockSize];
        for (var i = 0; i < Side; i++)
        {
            for (var j = 0; j < Side; j++)
            {
                var sum = 0.0;
                for (var sample = 0; sample < Side; sample++)
                {
                    sum += Dct(i, sample / 2) * 0.5 * Dct(j, sample);
                }

                matrix[(i * Side) + j] = (float)sum;
            }
        }

        return matrix;
    }

    /// <summary>An element of the orthonormal DCT (ITU-T T.81, A.3.3).</summary>
    private static double Dct(int frequency, int sample) =>
        (frequency == 0 ? Math.Sqrt(1.0 / Side) : Math.Sqrt(2.0 / Side)) * Math.Cos(((2 * sample) + 1) * frequency * Math.PI / (2 * Side));
}
