namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>Writes coefficients as a file, with the best Huffman tables of every scan.</summary>
/// <param name="image">The image.</param>
public sealed class ReferenceEncoder(ReferenceImage image)
{
    private readonly List<byte> _file = [];

    /// <summary>Writes it as a sequential file: of one scan where the format allows that, else of one for each component.</summary>
    /// <returns>The file.</returns>
    public byte[] WriteSequential()
    {
        WriteHeaders(isProgressive: false);
        if (CanInterleave)
        {
            WriteScan([.. image.Components], 0, 63);
        }
        else
        {
            image.Components.ToList().ForEach(component => WriteScan([component], 0, 63));
        }

        return Finish();
    }

    /// <summary>Writes it as a progressive file of the plainest kind: a scan of the DC, then one of each component's AC.</summary>
    /// <returns>The file.</returns>
    public byte[] WriteProgressive()
    {
        WriteHeaders(isProgressive: true);
        foreach (var components in CanInterleave ? [[.. image.Components]] : image.Components.Select(one => new[] { one }))
        {
            WriteScan(components, 0, 0);
        }

        image.Components.ToList().ForEach(component => WriteScan([component], 1, 63));
        return Finish();
    }

    /// <summary>B.2.3: four components and ten blocks in an MCU at the most.</summary>
    private bool CanInterleave => image.Components.Count == 1
        || (image.Components.Count <= 4 && image.Components.Sum(component => component.Horizontal * component.Vertical) <= 10);

    private void WriteHeaders(bool isProgressive)
    {
        _file.AddRange([0xFF, 0xD8]);
        foreach (var segment in image.Segments)
        {
            WriteSegment(segment.Marker, segment.Data);
        }

        // B.2.4.1: a table for each different one; values over 255 need 16 bits, which baseline does not allow.
        var tables = image.Components.Select(component => component.QuantisationTable!).Distinct(Comparer).ToList();
        for (var slot = 0; slot < tables.Count; slot++)
        {
            WriteSegment(0xDB, tables[slot].Any(value => value > 255)
                ? [(byte)(0x10 | slot), .. tables[slot].SelectMany(Word)]
                : [(byte)slot, .. tables[slot].Select(value => (byte)value)]);
        }

        var sequential = tables.SelectMany(table => table).Any(value => value > 255) ? ReferenceFrameKind.Extended : ReferenceFrameKind.Baseline;
        WriteSegment((byte)(isProgressive ? ReferenceFrameKind.Progressive : sequential),
        [
            8, .. Word(image.Height), .. Word(image.Width), (byte)image.Components.Count,
            .. image.Components.SelectMany(component => new[]
            {
                component.Id,
                (byte)((component.Horizontal << 4) | component.Vertical),
                (byte)tables.FindIndex(table => Comparer.Equals(table, component.QuantisationTable)),
            }),
        ]);
    }

    private static EqualityComparer<ushort[]> Comparer { get; } = EqualityComparer<ushort[]>.Create(
        (one, other) => one.AsSpan().SequenceEqual(other), table => table[0]);

    private void WriteScan(ReferenceComponent[] components, int start, int end)
    {
        var symbols = Blocks(components).SelectMany(block => Symbols(block, start, end)).ToList();
        var codes = symbols.GroupBy(symbol => (symbol.IsDc, symbol.Table)).ToDictionary(
            group => group.Key, group => ReferenceHuffmanOptimiser.Optimise(group.Select(symbol => symbol.Value)));
        foreach (var ((isDc, table), code) in codes)
        {
            WriteSegment(0xC4, [(byte)((isDc ? 0 : 0x10) | table), .. code.Bits, .. code.Values]);
        }

        WriteSegment(0xDA,
        [
            (byte)components.Length,
            .. components.SelectMany(component => new[] { component.Id, (byte)(TableOf(component) * 0x11) }),
            (byte)start, (byte)end, 0,
        ]);
        var writer = new ReferenceBitWriter(_file);
        foreach (var symbol in symbols)
        {
            var (code, length) = codes[(symbol.IsDc, symbol.Table)].Codes[symbol.Value];
            writer.Write(code, length);
            writer.Write(symbol.Bits, symbol.Value & 15);
        }

        writer.Pad();
    }

    private int TableOf(ReferenceComponent component) => image.Components.ToList().IndexOf(component) is 1 or 2 ? 1 : 0;

    /// <summary>A.2: the blocks of a scan in their order; a block that only fills up an MCU has no coefficients of its own.</summary>
    private static IEnumerable<(ReferenceComponent Component, short[]? Block)> Blocks(ReferenceComponent[] components)
    {
        if (components is [var only])
        {
            return from row in Enumerable.Range(0, only.BlocksHigh)
                   from column in Enumerable.Range(0, only.BlocksWide)
                   select (only, (short[]?)only.Block(row, column));
        }

        return from mcuRow in Enumerable.Range(0, components[0].PaddedBlocksHigh / components[0].Vertical)
               from mcuColumn in Enumerable.Range(0, components[0].PaddedBlocksWide / components[0].Horizontal)
               from component in components
               from row in Enumerable.Range(mcuRow * component.Vertical, component.Vertical)
               from column in Enumerable.Range(mcuColumn * component.Horizontal, component.Horizontal)
               select (component, component.IsReal(row, column) ? component.Block(row, column) : null);
    }

    private readonly Dictionary<ReferenceComponent, int> _predictions = [];

    /// <summary>F.1.2: the symbols of a block.</summary>
    private IEnumerable<ReferenceSymbol> Symbols((ReferenceComponent Component, short[]? Block) one, int start, int end)
    {
        var table = TableOf(one.Component);
        if (start == 0)
        {
            var prediction = _predictions.GetValueOrDefault(one.Component);
            var dc = one.Block?[0] ?? prediction;
            _predictions[one.Component] = dc;
            yield return ReferenceSymbol.Of(isDc: true, table, 0, dc - prediction);
        }

        var run = 0;
        for (var k = Math.Max(start, 1); k <= end; k++)
        {
            if (one.Block is null || one.Block[k] == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16)
            {
                yield return new ReferenceSymbol(IsDc: false, table, 0xF0, 0);
            }

            yield return ReferenceSymbol.Of(isDc: false, table, run, one.Block[k]);
            run = 0;
        }

        if (run > 0)
        {
            yield return new ReferenceSymbol(IsDc: false, table, 0, 0);
        }
    }

    private byte[] Finish()
    {
        _file.AddRange([0xFF, 0xD9]);
        return [.. _file];
    }

    private void WriteSegment(byte marker, byte[] data) => _file.AddRange([0xFF, marker, .. Word(data.Length + 2), .. data]);

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Word(ushort value) => Word((int)value);
}
