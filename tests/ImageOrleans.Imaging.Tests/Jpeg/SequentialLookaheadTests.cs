using ImageOrleans.Imaging.Jpeg;

namespace ImageOrleans.Imaging.Tests.Jpeg;

/// <summary>What is decoded ahead is what would be decoded without it.</summary>
public sealed unsafe class SequentialLookaheadTests : IDisposable
{
    private static readonly (int, int)[][] Samplings = [[(1, 1)], [(1, 1), (1, 1), (1, 1)], [(2, 2), (1, 1), (1, 1)], [(2, 1), (1, 1), (1, 1)]];

    private readonly JpegWorkspace _workspace = new();

    public static TheoryData<int> SamplingNumbers => [.. Enumerable.Range(0, Samplings.Length)];

    [Theory]
    [MemberData(nameof(SamplingNumbers))]
    public void Its_MCUs_are_found_and_are_the_true_ones(int sampling)
    {
        var picture = LevelPicture.Make(640, 400, Samplings[sampling], (random, block) =>
        {
            block[0] = (short)random.Next(-200, 200);
            for (var i = random.Next(12); i > 0; i--)
            {
                block[random.Next(1, 40)] = (short)random.Next(-20, 21);
            }
        });
        var mcus = Prepare(LevelFile.WriteBaseline(picture));
        var ahead = _workspace.Lookahead;

        var cursor = EntropyCursor.At(_workspace.Entropy, 0);
        ahead.Begin(cursor, interval: 0, mcus);
        Assert.True(ahead.IsRunning);
        var done = 0;
        for (; ahead.Available == 0; done++)
        {
            Assert.True(done < mcus);
            _ = Decode(ref cursor);
            ahead.TryJoin(cursor, mcus - done - 1);
        }

        Assert.InRange(ahead.Available, mcus / 3, mcus - done);
        var (expected, behind) = (cursor, cursor);
        while (ahead.Available > 0)
        {
            Assert.Equal(Decode(ref expected), Read(ref behind));
        }

        Assert.Equal(expected.PositionIn(_workspace.Entropy), behind.PositionIn(_workspace.Entropy));
        Assert.True(ahead.IsIdle);
    }

    [Fact]
    public void Of_little_data_nothing_is_decoded_ahead()
    {
        var mcus = Prepare(LevelFile.WriteBaseline(LevelPicture.Make(64, 64, Samplings[0], (_, block) => block[0] = 1)));
        _workspace.Lookahead.Begin(EntropyCursor.At(_workspace.Entropy, 0), interval: 0, mcus);
        Assert.False(_workspace.Lookahead.IsRunning);
        Assert.True(_workspace.Lookahead.IsIdle);
    }

    [Fact]
    public void Where_no_MCU_is_found_it_is_forgotten()
    {
        // Zeros, whose codes have fewer bits than a byte: what was decoded ahead begins amid an MCU, and each is like the next one.
        var mcus = Prepare(LevelFile.WriteBaseline(LevelPicture.Make(3000, 3000, Samplings[0], (_, _) => { })));
        var ahead = _workspace.Lookahead;
        var cursor = EntropyCursor.At(_workspace.Entropy, 0);
        ahead.Begin(cursor, interval: 0, mcus);
        Assert.True(ahead.IsRunning);

        // The decoder of the part before has no MCU where one was found, as its data is said to be elsewhere.
        var elsewhere = EntropyCursor.At(_workspace.Entropy, _workspace.Entropy.StartOf(1));
        ahead.TryJoin(elsewhere, mcus);
        Assert.True(ahead.IsIdle);
        Assert.Equal(0, ahead.Available);
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Reads a file, and makes its plan; returns the number of its MCUs.</summary>
    private int Prepare(byte[] file)
    {
        var headers = _workspace.Headers;
        headers.Reset();
        var reader = new JpegReader(file, headers, long.MaxValue);
        Assert.Equal(JpegReadStatus.Scan, reader.ReadToScan());
        var position = reader.Position;
        Assert.True(_workspace.Entropy.TryRead(file, ref position));
        var frame = headers.Frame;
        Span<int> dropped = stackalloc int[JpegFrame.MaxComponents];
        var states = _workspace.States.Reserve(JpegFrame.MaxComponents);
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            frame.Components[i].TargetSteps.AsSpan().Fill(frame.Components[i].Steps[0]);
            frame.Components[i].Class = i == 0 ? 0 : 1;
            dropped[i] = RequantiserScales.Fill(frame.Components[i], _workspace.Scales, keepsLevels: false);
            states[i] = new ComponentState { DcScale = 1 << 16, Chain = 0 };
        }

        _workspace.Plan.Prepare(_workspace, dropped);
        return frame.ComponentCount == 1 ? frame.Components[0].BlocksWide * frame.Components[0].BlocksHigh : frame.McusWide * frame.McusHigh;
    }

    /// <summary>The tokens of the next MCU, with changes of DC levels.</summary>
    private uint[] Decode(ref EntropyCursor cursor)
    {
        var plan = _workspace.Plan;
        var end = SequentialDecoder.Decode(ref cursor, plan, 1, _workspace.Lookahead);
        Assert.True(end != null);
        var target = _workspace.Tokens.Reserve(10 * 64 + TokenRequantiser.Slack);
        var targetEnd = TokenRequantiser.Requantise(
            plan.Steps.Tokens, end, target, target, _workspace.Scales.Pointer, plan.Steps.DcPlaces);
        ForgetPredictions();
        Assert.True(DcPrediction.TryApply(target, plan.Steps.DcPlaces, plan, 1));
        return new ReadOnlySpan<uint>(target, (int)(targetEnd - target)).ToArray();
    }

    /// <summary>The tokens of the next MCU that was decoded ahead.</summary>
    private uint[] Read(ref EntropyCursor cursor)
    {
        var target = _workspace.Tokens.Reserve(10 * 64 + TokenRequantiser.Slack);
        ForgetPredictions();
        var end = _workspace.Lookahead.Read(1, target, ref cursor);
        Assert.True(end != null);
        return new ReadOnlySpan<uint>(target, (int)(end - target)).ToArray();
    }

    private void ForgetPredictions()
    {
        for (var i = 0; i < JpegFrame.MaxComponents; i++)
        {
            (_workspace.States.Pointer[i].Predictor, _workspace.States.Pointer[i].LastLevel) = (0, 0);
        }
    }
}
