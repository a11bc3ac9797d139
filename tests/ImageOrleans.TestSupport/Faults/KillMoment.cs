namespace ImageOrleans.TestSupport.Faults;

/// <summary>When a process is killed.</summary>
/// <param name="ImagesFetched">So many different images have been asked for before; null for: while the process starts.</param>
/// <param name="After">So long after that.</param>
public sealed record KillMoment(int? ImagesFetched, TimeSpan After)
{
    // Of so many processes, one on average is killed while it starts; of fewer, the middle one.
    private const int StartOneOf = 5;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// Random moments, spread over the life of a request: the first right after the request was accepted, the last when all
    /// images have been asked for, so that it comes into the end.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="images">How many different images the catalogue has.</param>
    /// <param name="random">Chooses them.</param>
    public static IReadOnlyList<KillMoment> Choose(int count, int images, Random random)
    {
        var moments = new List<KillMoment>(count);
        for (var i = 0; i < count; i++)
        {
            var pause = random.NextDouble();
            var isStart = count < StartOneOf ? i == count / 2 : random.Next(StartOneOf) == 0;
            if (i > 0 && i < count - 1 && isStart)
            {
                moments.Add(new KillMoment(null, LongestStart * pause));
                continue;
            }

            // Each in its share of the request, so that they are spread.
            var fetched = i == 0 ? 0 : i == count - 1 ? images : (int)(images * (i + random.NextDouble()) / count);
            moments.Add(new KillMoment(fetched, LongestPause * pause));
        }

        return moments;
    }
}
