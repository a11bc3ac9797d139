namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The symbols of a baseline scan, made of the tokens of its blocks.</summary>
/// <param name="workspace">Where they are kept and counted.</param>
internal unsafe ref struct SymbolStream(JpegWorkspace workspace) : ITokenSink
{
    // As if a block had ended with its last coefficient: nothing is missing before the first block.
    private uint _last = CompactToken.PositionMask;

    private readonly uint* _histogram = workspace.Codes.StartHistogram();
    private nuint _count;

    /// <summary>Takes the tokens of whole blocks, of a row of MCUs for instance.</summary>
    public void Take(int row, uint* tokens, uint* end)
    {
        if (tokens == end)
        {
            return;
        }

        tokens[-1] = _last;
        _last = end[-1];
        var symbols = workspace.Symbols.Grow(_count + (SymbolMaker.MaxSymbols * (nuint)(end - tokens)) + SymbolMaker.Slack);
        _count = (nuint)(SymbolMaker.Make(tokens, end, symbols + _count, _histogram) - symbols);
    }

    /// <summary>Ends the scan.</summary>
    /// <returns>The number of its symbols.</returns>
    public int Finish()
    {
        if ((_last & CompactToken.PositionMask) != CompactToken.PositionMask)
        {
            var index = SymbolCoding.AcBit | ((_last & CompactToken.ClassBit) != 0 ? SymbolCoding.ClassBit : 0);
            workspace.Symbols.Grow(_count + 1)[_count] = (uint)index << SymbolCoding.IndexShift;
            _histogram[index]++;
            _count++;
        }

        return checked((int)_count);
    }
}
