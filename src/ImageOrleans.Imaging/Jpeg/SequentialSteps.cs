namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The steps that <see cref="SequentialDecoder"/> takes through some MCUs, the tables of DC and of AC in turn, block by block; and
/// the memory where its tokens go.
/// </summary>
internal sealed unsafe class SequentialSteps : IDisposable
{
    /// <summary>The tokens of a batch at most; those of a block are one for each coefficient, at most.</summary>
    public const int MaxTokens = 40_960;

    /// <summary>
    /// How far the second halves of the tokens are behind the first ones. It is no multiple of the processor's pages, so that both
    /// don't meet in its cache.
    /// </summary>
    public const int SecondHalf = MaxTokens + 528;

    /// <summary>The steps of a block.</summary>
    public const int InBlock = 2;

    private readonly NativeBuffer<nint> _distances = new();
    private readonly NativeBuffer<uint> _tokens = new();
    private readonly NativeBuffer<int> _dcPlaces = new();
    private nint* _lastStep;
    private nint _toFirst;
    private nint _toIdle;
    private int _inMcu;

    /// <summary>For each step how far the table of the next one is behind its own, in bytes.</summary>
    public nint* First => _distances.Pointer;

    /// <summary>Where the tokens of a batch go.</summary>
    public uint* Tokens => _tokens.Pointer;

    /// <summary>Room for the places of the DC tokens among those of a batch.</summary>
    public int* DcPlaces => _dcPlaces.Pointer;

    /// <summary>Makes the steps of a batch.</summary>
    /// <param name="tables">The tables of an MCU.</param>
    /// <param name="idle">A table whose entries take nothing and do not leave.</param>
    /// <param name="mcus">The MCUs of a batch at most.</param>
    public void Prepare(ReadOnlySpan<nint> tables, int* idle, int mcus)
    {
        _inMcu = tables.Length;
        var distances = _distances.Reserve((nuint)(mcus * _inMcu) + 1);
        for (var step = 0; step <= mcus * _inMcu; step++)
        {
            distances[step] = step < _inMcu ? tables[(step + 1) % _inMcu] - tables[step] : distances[step - _inMcu];
        }

        _toFirst = tables[0] - tables[^1];
        _toIdle = (nint)idle - tables[^1];
        _lastStep = null;
        _ = _tokens.Reserve(SecondHalf + MaxTokens);
        _ = _dcPlaces.Reserve(MaxTokens + TokenRequantiser.Slack);
    }

    /// <summary>Makes the batch end with some MCUs: to the last step comes the idle table.</summary>
    /// <param name="mcus">How many MCUs, at least 1.</param>
    /// <returns>Where the steps end.</returns>
    public nint* EndAfter(int mcus)
    {
        if (_lastStep != null)
        {
            *_lastStep = _toFirst;
        }

        var end = First + (_inMcu * mcus);
        _lastStep = end - 1;
        *_lastStep = _toIdle;
        return end;
    }

    public void Dispose()
    {
        _distances.Dispose();
        _tokens.Dispose();
        _dcPlaces.Dispose();
    }
}
