using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Chooses the levels of blocks so that the bits they take and the error they make are together the least: of all ways through a
/// block's coefficients, each of which gets the nearest level, the largest that takes a bit less, or zero, the cheapest (trellis
/// quantisation, as in mozjpeg's <c>quantize_trellis</c>). What a symbol takes is learnt from
/// the blocks before. An error of one step in a busy block costs less than in a flat one.
/// </summary>
internal sealed unsafe class TrellisQuantiser : IDisposable
{
    /// <summary>How many coefficients that are no zeros by themselves may become a run of them. It keeps time linear.</summary>
    private const int Reach = 16;

    /// <summary>The bits of a coefficient behind the point, in units of a step.</summary>
    private const int FractionBits = 8;

    /// <summary>The size from which on a coefficient always gets a level.</summary>
    private const int LargeSize = 3 << (FractionBits - 1);

    /// <summary>
    /// The size that larger ones are taken for; a damaged file may have them. One level more than files can have, it has a rate.
    /// </summary>
    private const int MaxSize = (CompactToken.MaxAcLevel + 1) << FractionBits;

    private const int Half = 1 << (FractionBits - 1);

    /// <summary>The calls of <see cref="Learn"/> for each time that anything is made of them.</summary>
    private const int CallsToLearn = 4;

    private readonly RateModel[] _models = [new(), new()];
    private readonly NativeBuffer<ComponentScales> _components = new();
    private int _calls;

    /// <summary>Begins a picture.</summary>
    public void Start()
    {
        _ = _components.Reserve(JpegFrame.MaxComponents);
        _models[0].Start();
        _models[1].Start();
        _calls = 0;
    }

    /// <summary>Tells the steps that the coefficients of a component come in, and those of the result.</summary>
    /// <param name="number">The number of the component.</param>
    /// <param name="component">The component.</param>
    /// <param name="steps">The steps that its coefficients come in.</param>
    /// <param name="quality">The quality that was asked for, 1 to 100.</param>
    public void SetSteps(int number, JpegComponent component, ReadOnlySpan<ushort> steps, int quality)
    {
        var scales = _components.Pointer + number;
        var target = component.TargetSteps;
        TrellisDesign.Weigh(quality, component.Class == 1, target, new Span<int>(scales->Weights, CoefficientPlane.BlockSize));
        for (var k = 0; k < CoefficientPlane.BlockSize; k++)
        {
            scales->Steps[k] = steps[k];
            scales->Scales[k] = (uint)QuantiserDesign.Scale(steps[k], target[k]);
        }
    }

    /// <summary>Makes what was chosen so far count for what comes; to be called after each row.</summary>
    public void Learn()
    {
        if (++_calls % CallsToLearn == 0)
        {
            _models[0].Update();
            _models[1].Update();
        }
    }

    /// <summary>Chooses the AC levels of a block.</summary>
    /// <param name="component">The component.</param>
    /// <param name="componentClass">Its class.</param>
    /// <param name="coefficients">What is not zero, in the order of position, as tokens of <see cref="SparsePlane"/>.</param>
    /// <param name="count">How many, up to 63.</param>
    /// <param name="target">Where the levels go; it may be where the coefficients are.</param>
    /// <returns>Behind the last level.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public uint* Choose(int component, int componentClass, uint* coefficients, int count, uint* target)
    {
        var model = _models[componentClass];
        var counts = model.Counts;
        if (count == 0)
        {
            counts[RateModel.Empty]++;
            return target;
        }

        // The coefficients that may get a level. The first node is the start of the block.
        var nodes = stackalloc Node[CoefficientPlane.BlockSize];
        var scales = _components.Pointer + component;
        var energy = 0UL;
        var last = nodes;
        for (var coefficient = coefficients; coefficient != coefficients + count; coefficient++)
        {
            var position = (int)*coefficient & SparsePlane.PositionMask;
            var value = (int)*coefficient >> SparsePlane.LevelShift;
            var magnitude = (uint)Math.Abs(value);
            ulong amplitude = magnitude * scales->Steps[position];
            energy += amplitude * amplitude;
            var size = (int)Math.Min((magnitude * scales->Scales[position]) >> (16 - FractionBits), MaxSize);
            if (size > Half)
            {
                last++;
                last->Position = position;
                last->Size = size;
                last->Sign = value >> 31;
            }
        }

        if (last == nodes)
        {
            counts[RateModel.Empty]++;
            return target;
        }

        var rates = model.Rates;
        var errorCost = TrellisDesign.ErrorCost(energy);
        (nodes->Cost, nodes->Dropped, nodes->Position, nodes->Size) = (0, 0, 0, 0);
        for (var node = nodes + 1; node <= last; node++)
        {
            FindOrigin(nodes, node, (errorCost * scales->Weights[node->Position]) >> TrellisDesign.WeightBits, rates);
        }

        // Where the block ends: the coefficients behind are dropped.
        var end = nodes;
        var least = last->Dropped + rates[RateModel.Empty];
        for (var node = nodes + 1; node <= last; node++)
        {
            var cost = node->Cost + last->Dropped - node->Dropped + rates[RateModel.Filled]
                + (node->Position == CoefficientPlane.BlockSize - 1 ? 0 : rates[RateModel.End]);
            if (cost < least)
            {
                end = node;
                least = cost;
            }
        }

        return end == nodes ? PutEmpty(counts, target) : Put(end, nodes, counts, target);
    }

    public void Dispose()
    {
        _components.Dispose();
        foreach (var model in _models)
        {
            model.Dispose();
        }
    }

    /// <summary>Finds the cheapest way to a coefficient that gets a level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FindOrigin(Node* nodes, Node* node, long errorCost, int* rates)
    {
        var size = node->Size;
        var droppedBefore = node[-1].Dropped;
        node->Dropped = droppedBefore + Error(size, errorCost);
        var nearest = (size + Half - 1) >> FractionBits;
        var bits = 32 - BitOperations.LeadingZeroCount((uint)nearest);
        var error = Error(size - (nearest << FractionBits), errorCost);

        // The largest level that takes a bit less is worth a look right below a power of two.
        var hasLower = nearest > 1 && (nearest & (nearest - 1)) == 0;
        var lowerError = hasLower ? Error(size - ((nearest - 1) << FractionBits), errorCost) : 0;
        var best = long.MaxValue;
        var first = node - nodes > Reach ? node - Reach : nodes;
        for (var from = node - 1; from >= first; from--)
        {
            var run = node->Position - from->Position - 1;
            var before = from->Cost + droppedBefore - from->Dropped;
            if (run > 15)
            {
                before += (run >> 4) * rates[AcSymbol.ZeroRun];
                run &= 15;
            }

            var symbol = rates + (run << 4) + bits;
            var cost = before + symbol[0] + error;
            if (cost < best)
            {
                best = cost;
                node->Origin = from;
                node->Level = nearest;
            }

            if (hasLower && before + symbol[-1] + lowerError < best)
            {
                best = before + symbol[-1] + lowerError;
                node->Origin = from;
                node->Level = nearest - 1;
            }

            // What is larger than that is not dropped.
            if (from->Size >= LargeSize)
            {
                break;
            }
        }

        node->Cost = best;
    }

    /// <summary>Writes the levels on the way to a node, and counts their symbols.</summary>
    private static uint* Put(Node* end, Node* nodes, uint* counts, uint* target)
    {
        counts[RateModel.Filled]++;
        counts[RateModel.End] += end->Position == CoefficientPlane.BlockSize - 1 ? 0u : 1;
        var kept = 0;
        for (var node = end; node != nodes; node = node->Origin)
        {
            kept++;
        }

        var next = target + kept;
        for (var node = end; node != nodes; node = node->Origin)
        {
            *--next = SparsePlane.Token((node->Level ^ node->Sign) - node->Sign, node->Position);
            var run = node->Position - node->Origin->Position - 1;
            counts[AcSymbol.ZeroRun] += (uint)run >> 4;
            counts[((run & 15) << 4) | (32 - BitOperations.LeadingZeroCount((uint)node->Level))]++;
        }

        return target + kept;
    }

    private static uint* PutEmpty(uint* counts, uint* target)
    {
        counts[RateModel.Empty]++;
        return target;
    }

    /// <summary>What an error costs, in the units of rates.</summary>
    /// <param name="error">The error in 1/256 of a step.</param>
    /// <param name="errorCost">The cost of an error of one step.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Error(int error, long errorCost) => ((long)error * error * errorCost) >> (2 * FractionBits);

    /// <summary>What the coefficients of a component are multiplied by.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ComponentScales
    {
        public fixed uint Steps[CoefficientPlane.BlockSize];
        public fixed uint Scales[CoefficientPlane.BlockSize];
        public fixed int Weights[CoefficientPlane.BlockSize];
    }

    /// <summary>A coefficient of a block that may get a level, and the cheapest way to it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Node
    {
        /// <summary>What the bits and errors come to up to here, if it gets a level.</summary>
        public long Cost;

        /// <summary>What the errors come to up to here, if all coefficients become zero.</summary>
        public long Dropped;

        /// <summary>The coefficient before that has a level.</summary>
        public Node* Origin;

        public int Position;

        /// <summary>The magnitude in 1/256 of a step.</summary>
        public int Size;

        public int Sign;

        public int Level;
    }
}
