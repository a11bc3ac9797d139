namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Feeds the MCUs of a sequential scan to <see cref="SequentialDecoder"/>, from one restart marker to the next.</summary>
internal unsafe ref struct SequentialFeed
{
    private readonly JpegWorkspace _workspace;
    private readonly long _perInterval;
    private EntropyCursor _cursor;
    private int _interval;
    private long _leftInInterval;

    /// <summary>Begins a scan with all components, whose states and scales are ready.</summary>
    /// <param name="workspace">The headers, and the data.</param>
    /// <param name="dropped">For each component the largest magnitude that is dropped at every AC position.</param>
    public SequentialFeed(JpegWorkspace workspace, ReadOnlySpan<int> dropped)
    {
        _workspace = workspace;
        workspace.Plan.Prepare(workspace, dropped);
        workspace.Lookahead.Forget();
        var frame = workspace.Headers.Frame;
        (McusWide, McusHigh) = frame.ComponentCount == 1
            ? (frame.Components[0].BlocksWide, frame.Components[0].BlocksHigh)
            : (frame.McusWide, frame.McusHigh);
        var total = (long)McusWide * McusHigh;
        _perInterval = workspace.Headers.RestartInterval == 0 ? total : workspace.Headers.RestartInterval;
        HasAllIntervals = workspace.Entropy.Intervals == (total + _perInterval - 1) / _perInterval;
        _leftInInterval = _perInterval;
        _cursor = EntropyCursor.At(workspace.Entropy, workspace.Entropy.StartOf(0));
    }

    /// <summary>The MCUs side by side.</summary>
    public int McusWide { get; }

    /// <summary>The MCUs one below the other.</summary>
    public int McusHigh { get; }

    /// <summary>Whether there are as many restart markers as the picture takes.</summary>
    public bool HasAllIntervals { get; }

    /// <summary>Whether no more was read than there was between the last two markers.</summary>
    public readonly bool EndsWithin => _cursor.IsWithin(_workspace.Entropy, _interval);

    /// <summary>Decodes MCUs.</summary>
    /// <param name="mcus">How many.</param>
    /// <param name="target">Where the tokens go, see <see cref="CompactToken"/>, and room for <see cref="TokenRequantiser.Slack"/>.</param>
    /// <returns>Behind the last token; null when the data is damaged.</returns>
    public uint* Decode(int mcus, uint* target)
    {
        while (mcus > 0)
        {
            if (_leftInInterval == 0)
            {
                if (!EndsWithin)
                {
                    return null;
                }

                _cursor = EntropyCursor.At(_workspace.Entropy, _workspace.Entropy.StartOf(++_interval));
                _leftInInterval = _perInterval;
                for (var i = 0; i < JpegFrame.MaxComponents; i++)
                {
                    _workspace.States.Pointer[i].Predictor = 0;
                }
            }

            target = DecodeSome((int)Math.Min(mcus, _leftInInterval), target, out var count);
            if (target == null)
            {
                return null;
            }

            mcus -= count;
            _leftInInterval -= count;
        }

        return target;
    }

    /// <summary>Decodes MCUs of a piece between restart markers, or reads those that were decoded ahead.</summary>
    private uint* DecodeSome(int most, uint* target, out int count)
    {
        var (plan, ahead) = (_workspace.Plan, _workspace.Lookahead);
        if (ahead.IsIdle)
        {
            ahead.Begin(_cursor, _interval, _leftInInterval);
        }

        if (ahead.Available > 0)
        {
            count = Math.Min(most, ahead.Available);
            return ahead.Read(count, target, ref _cursor);
        }

        count = Math.Min(Math.Min(most, plan.MaxMcus), ahead.McusFrom(_cursor));
        var steps = plan.Steps;
        var tokensEnd = SequentialDecoder.Decode(ref _cursor, plan, count, ahead);
        if (tokensEnd == null)
        {
            return null;
        }

        ahead.TryJoin(_cursor, _leftInInterval - count);
        var end = TokenRequantiser.Requantise(steps.Tokens, tokensEnd, target, target, _workspace.Scales.Pointer, steps.DcPlaces);
        return DcPrediction.TryApply(target, steps.DcPlaces, plan, count) ? end : null;
    }
}
