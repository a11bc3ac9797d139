namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>The best Huffman table for given symbols (T.81 K.2).</summary>
internal static class ReferenceHuffmanOptimiser
{
    /// <summary>Makes a table.</summary>
    /// <param name="symbols">All symbols that it will code.</param>
    /// <returns>The table.</returns>
    public static ReferenceHuffmanTable Optimise(IEnumerable<byte> symbols)
    {
        // One more symbol, 256, keeps the code of all ones free.
        var frequencies = new long[257];
        frequencies[256] = 1;
        foreach (var symbol in symbols)
        {
            frequencies[symbol]++;
        }

        var present = Enumerable.Range(0, 257).Where(symbol => frequencies[symbol] > 0).ToList();
        var counts = AdjustBits(CountBits(CodeSizes(frequencies, present), present));
        var sizes = CodeSizes(frequencies, present);
        var values = present.Where(symbol => symbol < 256).OrderBy(symbol => sizes[symbol]).ThenBy(symbol => symbol);
        return new ReferenceHuffmanTable([.. counts], [.. values.Select(symbol => (byte)symbol)]).Generate(isDc: false);
    }

    /// <summary>Figure K.1: joins the two rarest until one tree is left; a symbol's code is as long as it was joined often.</summary>
    private static int[] CodeSizes(long[] frequencies, List<int> present)
    {
        var sizes = new int[257];
        var trees = present.ConvertAll(symbol => (Frequency: frequencies[symbol], Symbols: new List<int> { symbol }));
        while (trees.Count > 1)
        {
            // Among equals the highest symbol first: so 256 gets a longest code, which AdjustBits takes away.
            trees = [.. trees.OrderBy(tree => tree.Frequency).ThenByDescending(tree => tree.Symbols.Max())];
            List<int> joined = [.. trees[0].Symbols, .. trees[1].Symbols];
            joined.ForEach(symbol => sizes[symbol]++);
            trees = [(trees[0].Frequency + trees[1].Frequency, joined), .. trees.Skip(2)];
        }

        return sizes;
    }

    /// <summary>Figure K.2.</summary>
    private static int[] CountBits(int[] sizes, List<int> present)
    {
        var bits = new int[258];
        present.ForEach(symbol => bits[sizes[symbol]]++);
        return bits;
    }

    /// <summary>Figure K.3: no code over 16 bits, and none for symbol 256.</summary>
    private static byte[] AdjustBits(int[] bits)
    {
        for (var length = bits.Length - 1; length > 16; length--)
        {
            while (bits[length] > 0)
            {
                var shorter = length - 2;
                while (bits[shorter] == 0)
                {
                    shorter--;
                }

                bits[length] -= 2;
                bits[length - 1]++;
                bits[shorter + 1] += 2;
                bits[shorter]--;
            }
        }

        bits[Array.FindLastIndex(bits, number => number > 0)]--;
        return [.. bits[1..17].Select(number => (byte)number)];
    }
}
