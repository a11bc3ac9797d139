namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Takes the tokens of <see cref="SequentialDecoder"/> to symbols of a baseline scan.</summary>
internal unsafe ref struct SymbolSink(JpegWorkspace workspace) : ITokenSink
{
    private readonly uint* _histogram = workspace.Codes.StartHistogram();

    /// <summary>The number of symbols.</summary>
    public nuint Count { get; private set; }

    /// <summary>Takes a row of MCUs.</summary>
    public void Take(int row, uint* tokens, uint* end)
    {
        end = TokenRequantiser.Requantise(tokens, end, workspace.Scales.Pointer, QuantiserDesign.AcRounding);
        var symbols = workspace.Symbols.Grow(Count + (4 * (nuint)(end - tokens)) + TokenRequantiser.Slack);
        Count = (nuint)(TokenRequantiser.MakeSymbols(tokens, end, symbols + Count, _histogram) - symbols);
    }
}
