namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Finds the Huffman table that codes given symbols in the fewest bits (ITU-T T.81, K.2), with codes of at most 16 bits, none of
/// which has ones alone.
/// </summary>
internal sealed class OptimalHuffman
{
    private const int MaxSymbols = 257;

    // The symbol that gets the code of ones alone, which is no code (F.1.2.1.3).
    private const int Reserved = 256;

    private readonly ulong[] _leaves = new ulong[MaxSymbols];
    private readonly uint[] _weights = new uint[2 * MaxSymbols];
    private readonly short[] _parents = new short[2 * MaxSymbols];
    private readonly byte[] _depths = new byte[2 * MaxSymbols];
    private readonly int[] _lengths = new int[MaxSymbols];

    /// <summary>Builds a table.</summary>
    /// <param name="counts">How often each of 256 symbols occurs; together fewer than 2³².</param>
    /// <param name="table">The table.</param>
    /// <returns>Whether any symbol occurs.</returns>
    public bool TryBuild(ReadOnlySpan<uint> counts, HuffmanSpecification table)
    {
        // By rising count, and by falling symbol where counts are equal: of the rarest, the reserved one comes first.
        var leaves = 0;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] > 0)
            {
                _leaves[leaves++] = ((ulong)counts[symbol] << 16) | (uint)(MaxSymbols - symbol);
            }
        }

        if (leaves == 0)
        {
            return false;
        }

        _leaves[leaves++] = MaxSymbols - Reserved;
        Array.Sort(_leaves, 0, leaves);
        MeasureDepths(leaves);
        LimitLengths(leaves);

        // The reserved symbol is the rarest, so that it has one of the longest codes; the last of them falls to it.
        Span<byte> lengthCounts = stackalloc byte[HuffmanSpecification.MaxLength];
        Span<byte> symbols = stackalloc byte[256];
        for (var length = 1; length <= HuffmanSpecification.MaxLength; length++)
        {
            lengthCounts[length - 1] = (byte)_lengths[length];
        }

        for (var i = leaves - 1; i > 0; i--)
        {
            symbols[leaves - 1 - i] = (byte)(MaxSymbols - (int)(_leaves[i] & 0xFFFF));
        }

        var longest = lengthCounts.LastIndexOfAnyExcept((byte)0);
        lengthCounts[longest]--;
        return table.TryDefine(lengthCounts, symbols[..(leaves - 1)]);
    }

    /// <summary>
    /// Merges the two rarest nodes until one is left: leaves are sorted, and merged nodes come out in rising order, so that the
    /// rarest is at the head of one of two queues (J. van Leeuwen, 1976).
    /// </summary>
    private void MeasureDepths(int leaves)
    {
        for (var i = 0; i < leaves; i++)
        {
            _weights[i] = (uint)(_leaves[i] >> 16);
        }

        var (leaf, merged, nodes) = (0, leaves, leaves);
        while (nodes < (2 * leaves) - 1)
        {
            var first = Take(leaves, nodes, ref leaf, ref merged);
            var second = Take(leaves, nodes, ref leaf, ref merged);
            _weights[nodes] = _weights[first] + _weights[second];
            _parents[first] = (short)nodes;
            _parents[second] = (short)nodes;
            nodes++;
        }

        _depths[nodes - 1] = 0;
        Array.Clear(_lengths);
        for (var i = nodes - 2; i >= 0; i--)
        {
            _depths[i] = (byte)(_depths[_parents[i]] + 1);
            if (i < leaves)
            {
                _lengths[_depths[i]]++;
            }
        }
    }

    private int Take(int leaves, int nodes, ref int leaf, ref int merged) =>
        merged >= nodes || (leaf < leaves && _weights[leaf] <= _weights[merged]) ? leaf++ : merged++;

    /// <summary>Shortens codes of more than 16 bits, by the procedure of figure K.3.</summary>
    private void LimitLengths(int leaves)
    {
        for (var length = leaves - 1; length > HuffmanSpecification.MaxLength; length--)
        {
            while (_lengths[length] > 0)
            {
                var shorter = length - 2;
                while (_lengths[shorter] == 0)
                {
                    shorter--;
                }

                _lengths[length] -= 2;
                _lengths[length - 1]++;
                _lengths[shorter + 1] += 2;
                _lengths[shorter]--;
            }
        }
    }
}
