namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Decodes a later part of a scan in turn with the part before it, see <see cref="SequentialDecoder"/>, though nobody knows where
/// an MCU begins there: Huffman codes synchronise themselves (S. T. Klein and Y. Wiseman, "Parallel Huffman decoding with
/// applications to JPEG files", 2003). It takes some byte for the beginning of an MCU, and after a few MCUs those that it finds are
/// the true ones, nearly always.
/// </summary>
/// <remarks>
/// Nothing is left to chance. Where an MCU begins, the decoder knows nothing of what was before but the predictions of DC, which
/// are made afterwards; so when the decoder of the part before comes to a place where an MCU was found to begin, all that follows
/// is what it would have found itself, damage included. When it comes past all those places, what was decoded here is forgotten.
/// </remarks>
internal sealed unsafe class SequentialLookahead(JpegWorkspace workspace) : IDisposable
{
    /// <summary>The data of a part, in bytes: less takes longer to begin than it saves.</summary>
    private const int MinPart = 4 << 10;

    /// <summary>The data of a part, in bytes: the tokens of more would not stay in the processor's second cache.</summary>
    private const int MaxPart = 128 << 10;

    /// <summary>The MCUs among which the true ones must be found.</summary>
    private const int MaxStarts = 64;

    /// <summary>How often it begins anew where the data makes no sense, which it mostly does not where no MCU begins.</summary>
    private const int MaxTrials = 16;

    private const int BlocksInBatch = 192;

    private readonly NativeBuffer<SequentialState> _state = new();
    private readonly NativeBuffer<uint> _tokens = new();
    private readonly NativeBuffer<int> _places = new();
    private readonly NativeBuffer<EntropyCursor> _batchEnds = new();
    private readonly long[] _starts = new long[MaxStarts];
    private readonly SequentialPlan _plan = workspace.Plan;
    private readonly EntropyData _data = workspace.Entropy;
    private int _startCount;
    private int _trials;
    private int _mcus;
    private int _mcusInBatch;
    private int _mcusExpected;
    private int _batches;
    private int _blocks;
    private long _end;
    private long _bitsInMcu;
    private int _read;

    /// <summary>Whether there is something to decode.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Where it is, while it is running.</summary>
    public SequentialState* State => _state.Pointer;

    /// <summary>Whether it is neither decoding, nor is there something to read, now or later.</summary>
    public bool IsIdle => _startCount == 0;

    /// <summary>The MCUs that can be read.</summary>
    public int Available { get; private set; }

    private int McusInBatch => Math.Clamp(BlocksInBatch / _plan.BlocksInMcu, 1, _plan.MaxMcus);

    /// <summary>Begins to decode what is far behind a place, when there is enough.</summary>
    /// <param name="from">The place.</param>
    /// <param name="interval">The piece between restart markers that it is in.</param>
    /// <param name="mcusLeft">The MCUs that are left of the piece.</param>
    public void Begin(in EntropyCursor from, int interval, long mcusLeft)
    {
        Forget();
        var begin = (int)(from.PositionIn(_data) >> 3);
        var rest = _data.StartOf(interval + 1) - begin;
        var part = Math.Min(rest / 2, MaxPart);
        if (part < MinPart)
        {
            return;
        }

        _trials = 0;
        _end = (begin + (2L * part)) * 8;
        _bitsInMcu = Math.Max(1, rest * 8L / mcusLeft);
        StartAt(begin + part);
    }

    /// <summary>Forgets what was decoded.</summary>
    public void Forget() => (_startCount, Available, IsRunning) = (0, 0, false);

    /// <summary>About how many MCUs there are between a place and the beginning, at least a few.</summary>
    public int McusFrom(in EntropyCursor place) => IsIdle
        ? int.MaxValue
        : (int)Math.Clamp((_starts[0] - place.PositionIn(_data)) / _bitsInMcu, 4, int.MaxValue);

    /// <summary>Goes on where the decoder stopped.</summary>
    public void GoOn()
    {
        if (State->Step == State->LastStep)
        {
            EndMcus();
        }
        else if (State->IsAtEnd || !LoneSymbol.TryTake(State, _plan))
        {
            var offset = (int)(State->Input.PositionIn(_data) >> 3) + 1;
            if (_mcus < MaxStarts && ++_trials < MaxTrials && offset < _end >> 3)
            {
                StartAt(offset);
            }
            else
            {
                IsRunning = false;
            }
        }
    }

    /// <summary>Makes what was decoded available, if a place is at the beginning of an MCU here too.</summary>
    /// <param name="place">The beginning of an MCU.</param>
    /// <param name="mcusLeft">How many MCUs there are from there.</param>
    public void TryJoin(in EntropyCursor place, long mcusLeft)
    {
        var position = place.PositionIn(_data);
        if (IsIdle || position < _starts[0])
        {
            return;
        }

        var mcu = Array.BinarySearch(_starts, 0, _startCount, position);
        if (mcu >= 0)
        {
            // Whole batches, as it is known where they end.
            var end = (int)Math.Min(_batches, (mcu + mcusLeft) / McusInBatch) * McusInBatch;
            (_read, Available, IsRunning) = (mcu, end - mcu, false);
        }

        if (mcu >= 0 ? Available <= 0 : position > _starts[_startCount - 1])
        {
            Forget();
        }
    }

    /// <summary>Reads MCUs.</summary>
    /// <param name="mcus">How many, up to <see cref="Available"/>.</param>
    /// <param name="target">Where the tokens go, see <see cref="CompactToken"/>.</param>
    /// <param name="cursor">Becomes the place behind them, once all are read.</param>
    /// <returns>Behind the last token; null when the data is damaged.</returns>
    public uint* Read(int mcus, uint* target, ref EntropyCursor cursor)
    {
        var places = _places.Pointer + (_read * _plan.BlocksInMcu);
        if (!DcPrediction.TryApply(_tokens.Pointer, places, _plan, mcus))
        {
            return null;
        }

        var count = places[mcus * _plan.BlocksInMcu] - places[0];
        new ReadOnlySpan<uint>(_tokens.Pointer + places[0], count).CopyTo(new Span<uint>(target, count));
        _read += mcus;
        Available -= mcus;
        if (Available == 0)
        {
            cursor = _batchEnds.Pointer[(_read / McusInBatch) - 1];
            Forget();
        }

        return target + count;
    }

    public void Dispose()
    {
        _state.Dispose();
        _tokens.Dispose();
        _places.Dispose();
        _batchEnds.Dispose();
    }

    private void StartAt(int offset)
    {
        (_startCount, _mcus, _mcusInBatch, _batches, _blocks) = (0, 0, 0, 0, 0);
        _starts[_startCount++] = offset * 8L;
        *_places.Reserve(1) = 0;
        IsRunning = true;
        StartBatch(EntropyCursor.At(_data, offset));
    }

    private void StartBatch(in EntropyCursor input)
    {
        _mcusInBatch = 0;
        _mcusExpected = _mcus < MaxStarts ? 1 : McusInBatch;
        *_state.Reserve(1) = SequentialState.Before(input, _plan, _plan.StepsAhead, _mcusExpected);
    }

    private void EndMcus()
    {
        _mcus += _mcusExpected;
        _mcusInBatch += _mcusExpected;
        if (_startCount < MaxStarts)
        {
            _starts[_startCount++] = State->Input.PositionIn(_data);
        }

        if (_mcusInBatch == McusInBatch)
        {
            EndBatch();
            return;
        }

        _mcusExpected = _mcus < MaxStarts ? 1 : McusInBatch - _mcusInBatch;
        State->Table = _plan.FirstTable;
        State->LastStep = _plan.StepsAhead.EndAfter(_mcusInBatch + _mcusExpected);
    }

    private void EndBatch()
    {
        var (steps, blocks) = (_plan.StepsAhead, _mcusInBatch * _plan.BlocksInMcu);
        var places = _places.Grow((nuint)(_blocks + blocks + 1 + TokenRequantiser.Slack));
        var count = places[_blocks];
        var tokens = _tokens.Grow((nuint)(count + (State->Target - steps.Tokens) + TokenRequantiser.Slack));
        var end = TokenRequantiser.Requantise(
            steps.Tokens, State->Target, tokens + count, tokens, workspace.Scales.Pointer, places + _blocks);
        _blocks += blocks;
        places[_blocks] = (int)(end - tokens);
        var input = State->Input;
        _batchEnds.Grow((nuint)_batches + 1)[_batches++] = input;
        IsRunning = input.PositionIn(_data) < _end;
        if (IsRunning)
        {
            StartBatch(input);
        }
    }
}
