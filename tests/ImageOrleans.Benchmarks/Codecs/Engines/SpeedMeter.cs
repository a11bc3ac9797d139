using ImageOrleans.Benchmarks.Codecs.Images;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>
/// Measures engines over the same set: after a warm-up, in rounds in which each has its turn, so that whatever else the machine
/// does hits all of them. A turn is as many passes over the set as take half a second, for all engines to have the same chance of
/// an undisturbed one; the best counts. Processor time is kept apart, and its best may be of another turn.
/// </summary>
internal static class SpeedMeter
{
    private const double SecondsOfTurn = 0.5;

    /// <summary>Long enough for the just-in-time compiler to have seen what is hot and to have finished with it.</summary>
    private const double SecondsOfWarmUp = 2;

    /// <summary>Measures engines.</summary>
    /// <param name="engines">The engines.</param>
    /// <param name="set">The set they have.</param>
    /// <param name="rounds">How many turns each has.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The speed of each engine.</returns>
    public static async Task<IReadOnlyList<EngineSpeed>> MeasureAsync(
        IReadOnlyList<IEngine> engines, ImageSet set, int rounds, CancellationToken cancellationToken)
    {
        var passes = new int[engines.Count];
        for (var i = 0; i < engines.Count; i++)
        {
            passes[i] = await WarmUpAsync(engines[i], cancellationToken);
        }

        var results = engines.Select(_ => new List<RoundResult>(rounds)).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < engines.Count; i++)
            {
                results[i].Add(await engines[i].RunAsync(passes[i], cancellationToken));
            }
        }

        return [.. engines.Select((engine, i) => new EngineSpeed(
            engine.Name,
            results[i].Min(result => result.Seconds) / passes[i],
            results[i].Min(result => result.ProcessorSeconds) / passes[i],
            results[i][^1].BytesOut,
            results[i][^1].Failed,
            results[i].Min(result => result.AllocatedBytes) / ((long)passes[i] * set.Images.Count),
            set))];
    }

    /// <summary>Lets an engine run for a while.</summary>
    /// <returns>The passes that take a turn.</returns>
    private static async Task<int> WarmUpAsync(IEngine engine, CancellationToken cancellationToken)
    {
        var total = 0.0;
        double last;
        do
        {
            last = (await engine.RunAsync(passes: 1, cancellationToken)).Seconds;
            total += last;
        }
        while (total < SecondsOfWarmUp);

        return Math.Max(1, (int)Math.Round(SecondsOfTurn / last));
    }
}
