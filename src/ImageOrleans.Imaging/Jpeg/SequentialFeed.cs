namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Feeds the MCUs of a sequential scan to <see cref="SequentialDecoder"/>, from one restart marker to the next.</summary>
internal unsafe ref struct SequentialFeed
{
    private readonly JpegWorkspace _workspace;
    private readonly long _perInterval;
    private EntropyCursor _cursor;
    private int _interval;
    private long _leftInInterval;

    /// <summary>Begins a scan with all components.</summary>
    public SequentialFeed(JpegWorkspace workspace)
    {
        _workspace = workspace;
        var frame = workspace.Headers.Frame;
        (McusWide, McusHigh) = frame.ComponentCount == 1
            ? (frame.Components[0].BlocksWide, frame.Components[0].BlocksHigh)
            : (frame.McusWide, frame.McusHigh);
        var total = (long)McusWide * McusHigh;
        _perInterval = workspace.Headers.RestartInterval == 0 ? total : workspace.Headers.RestartInterval;
        HasAllIntervals = workspace.Entropy.Intervals == (total + _perInterval - 1) / _perInterval;
        _leftInInterval = _perInterval;
        _cursor = EntropyCursor.At(workspace.Entropy, 0);
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
    /// <param name="plan">The blocks of an MCU.</param>
    /// <param name="blocksInMcu">Their number.</param>
    /// <param name="mcus">How many MCUs.</param>
    /// <param name="target">Where the tokens go.</param>
    /// <returns>Behind the last token; null when the data is damaged.</returns>
    public uint* Decode(BlockPlan* plan, int blocksInMcu, int mcus, uint* target)
    {
        while (mcus > 0)
        {
            if (_leftInInterval == 0)
            {
                if (!EndsWithin)
                {
                    return null;
                }

                _cursor = EntropyCursor.At(_workspace.Entropy, ++_interval);
                _leftInInterval = _perInterval;
                for (var i = 0; i < JpegFrame.MaxComponents; i++)
                {
                    _workspace.States.Pointer[i].Predictor = 0;
                }
            }

            var count = (int)Math.Min(mcus, _leftInInterval);
            target = SequentialDecoder.Decode(ref _cursor, plan, plan + blocksInMcu, count, target);
            if (target == null)
            {
                return null;
            }

            mcus -= count;
            _leftInInterval -= count;
        }

        return target;
    }
}
