using ImageOrleans.Imaging.Jpeg;

namespace ImageOrleans.Imaging.Tests.Jpeg;

/// <summary>What is done by vectors where the processor has them, and one by one elsewhere, comes out the same.</summary>
public sealed unsafe class VectorTwinTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Tokens_are_requantised_alike(int lanes)
    {
        var random = new Random(1);
        using var memory = new NativeBuffer<uint>();
        using var placeMemory = new NativeBuffer<int>();
        using var scaleMemory = new NativeBuffer<int>();
        var scales = scaleMemory.Reserve(128);
        for (var trial = 0; trial < 200; trial++)
        {
            for (var i = 0; i < 128; i++)
            {
                scales[i] = i % 64 == 0 ? 1 << 16 : random.Next(1, (1 << 16) + 1);
            }

            var count = random.Next(1, 300);
            var room = count + TokenRequantiser.Slack;
            var tokens = memory.Reserve((nuint)(SequentialSteps.SecondHalf + (3 * room)));
            var (firstPlaces, secondPlaces) = ((nint)placeMemory.Reserve(2 * (nuint)room), (nint)(placeMemory.Pointer + room));
            for (var i = 0; i < count; i++)
            {
                tokens[i] = RandomToken(random);
                tokens[i + SequentialSteps.SecondHalf] = (uint)random.NextInt64();
            }

            var first = tokens + SequentialSteps.SecondHalf + room;
            var second = first + room;
            var firstEnd = TokenRequantiser.Requantise(tokens, tokens + count, first, first, scales, (int*)firstPlaces, lanes);
            var secondEnd = TokenRequantiser.RequantiseOneByOne(tokens, tokens + count, second, second, scales, (int*)secondPlaces);
            var left = new ReadOnlySpan<uint>(second, (int)(secondEnd - second)).ToArray();
            Assert.Equal(left, new ReadOnlySpan<uint>(first, (int)(firstEnd - first)).ToArray());
            var dcCount = left.Count(token => (token & CompactToken.PositionMask) == 0);
            Assert.Equal(
                new ReadOnlySpan<int>((int*)secondPlaces, dcCount).ToArray(),
                new ReadOnlySpan<int>((int*)firstPlaces, dcCount).ToArray());
        }
    }

    [Fact]
    public void Symbols_and_their_counts_are_alike()
    {
        var random = new Random(2);
        using var memory = new NativeBuffer<uint>();
        var counts = stackalloc uint[4 * SymbolCoding.Indices];
        var others = counts + (2 * SymbolCoding.Indices);
        for (var trial = 0; trial < 200; trial++)
        {
            const int room = 3000;
            var tokens = memory.Reserve(8 * room) + 1;
            tokens[-1] = CompactToken.Of(0, random.Next(2), random.Next(64));
            var end = PutBlocks(random, tokens, room / 4);
            var (first, second) = (Offset(tokens, 1), Offset(tokens, 4));
            new Span<uint>(counts, 4 * SymbolCoding.Indices).Clear();

            var firstEnd = SymbolMaker.Make(tokens, (uint*)end, (uint*)first, counts);
            var secondEnd = SymbolMaker.MakeOneByOne(tokens, (uint*)end, (uint*)second, others);
            Assert.Equal(
                new ReadOnlySpan<uint>((uint*)second, (int)(secondEnd - (uint*)second)).ToArray(),
                new ReadOnlySpan<uint>((uint*)first, (int)(firstEnd - (uint*)first)).ToArray());
            for (var i = 0; i < SymbolCoding.Indices; i++)
            {
                Assert.Equal(others[i] + others[SymbolCoding.Indices + i], counts[i] + counts[SymbolCoding.Indices + i]);
            }
        }

        static nint Offset(uint* tokens, int rooms) => (nint)(tokens + (rooms * 3000));
    }

    [Fact]
    public void Blocks_are_transposed_alike()
    {
        var random = new Random(3);
        var source = stackalloc float[64];
        var first = stackalloc float[64];
        var second = stackalloc float[64];
        for (var trial = 0; trial < 100; trial++)
        {
            for (var i = 0; i < 64; i++)
            {
                source[i] = random.Next(4) == 0 ? random.Next(-1000, 1000) : 0;
            }

            Assert.Equal(BlockTransposition.TransposeOneByOne(source, second), BlockTransposition.Transpose(source, first));
            Assert.Equal(new ReadOnlySpan<float>(second, 64).ToArray(), new ReadOnlySpan<float>(first, 64).ToArray());
        }
    }

    [Fact]
    public void Bits_are_found_and_deposited_alike()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 10_000; trial++)
        {
            var mask = (ulong)random.NextInt64() & (ulong)random.NextInt64();
            var n = random.Next(20);
            Assert.Equal(RefinementDecoder.NthBitOneByOne(mask, n), RefinementDecoder.NthBit(mask, n));
            if (mask != 0)
            {
                var bits = (ulong)random.NextInt64() & ((1UL << System.Numerics.BitOperations.PopCount(mask)) - 1);
                Assert.Equal(RefinementDecoder.DepositReversedOneByOne(bits, mask), RefinementDecoder.DepositReversed(bits, mask));
            }
        }
    }

    [Fact]
    public void Blocks_are_requantised_alike()
    {
        if (!System.Runtime.Intrinsics.X86.Avx2.IsSupported)
        {
            return;
        }

        var random = new Random(5);
        var first = stackalloc short[64];
        var second = stackalloc short[64];
        var scales = stackalloc ushort[64];
        for (var trial = 0; trial < 10_000; trial++)
        {
            var known = (ulong)random.NextInt64() & (ulong)random.NextInt64() & ~1UL & (random.Next(2) == 0 ? uint.MaxValue : ulong.MaxValue);
            for (var k = 0; k < 64; k++)
            {
                var most = 1 << random.Next(16);
                first[k] = second[k] = (short)random.Next(-most, most);
                scales[k] = (ushort)(random.Next(5) == 0 ? ushort.MaxValue : random.Next(1 << random.Next(1, 17)));
            }

            var left = PlaneRequantiser.RequantiseVectors(first, known, scales);
            Assert.Equal(PlaneRequantiser.RequantiseOneByOne(second, known, scales), left);
            for (; left != 0; left &= left - 1)
            {
                var k = System.Numerics.BitOperations.TrailingZeroCount(left);
                Assert.Equal(second[k], first[k]);
            }
        }
    }

    private static uint RandomToken(Random random)
    {
        var position = random.Next(6) == 0 ? 0 : random.Next(1, 64);
        var after = position == 0 ? 0 : random.Next(position, 64);
        return (uint)(SequentialEntry.Keeps | (random.Next(2) << SequentialEntry.ClassShift)
            | (random.Next(17) << SequentialEntry.StartShift)
            | (random.Next(position == 0 ? 0 : 1, SequentialEntry.MaxAcSize + 1) << SequentialEntry.SizeShift)
            | ((after - position) << SequentialEntry.BackShift) | (after << SequentialEntry.AdvanceShift)
            | (random.Next(2) << 31));
    }

    /// <summary>Whole blocks, in some of which runs are long or the last coefficient is there; behind the last one.</summary>
    private static nint PutBlocks(Random random, uint* target, int most)
    {
        var end = target + most;
        while (target + 70 < end)
        {
            var componentClass = random.Next(2);
            *target++ = CompactToken.Of(random.Next(-2047, 2048), componentClass, 0);
            for (var position = random.Next(1, 30); position < 64; position += random.Next(1, 40))
            {
                *target++ = CompactToken.Of(random.Next(1, 1024) * (random.Next(2) == 0 ? 1 : -1), componentClass, position);
            }
        }

        return (nint)target;
    }
}
