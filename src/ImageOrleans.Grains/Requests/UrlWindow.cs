using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.Requests;

/// <summary>
/// What a request knows of the URLs in the segments it works on, so that the same URL is downloaded once: the first row
/// that has it does the work, later rows wait for its outcome. What is in finished segments, the tables know.
/// </summary>
internal sealed class UrlWindow
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Of some URLs, those that no open segment has.</summary>
    public List<string> Missing(IEnumerable<string> urls) => [.. urls.Where(url => !_entries.ContainsKey(url))];

    /// <summary>Notes the outcome of a URL from a finished segment.</summary>
    public void Add(string url, ImageOutcome outcome, int segment)
    {
        var entry = new Entry(segment);
        entry.Outcome.SetResult(outcome);
        _entries.TryAdd(url, entry);
    }

    /// <summary>Has a row do the work for a URL, if no row has it yet.</summary>
    /// <returns>True when the caller's row does the work and has to call <see cref="Resolve"/>.</returns>
    public bool TryOwn(string url, int segment) => _entries.TryAdd(url, new Entry(segment));

    /// <summary>
    /// The outcome of a URL that has an owner. Ask in the turn in which the URL is found to have one: later the owner's
    /// segment may be finished and forgotten. The answer comes all the same.
    /// </summary>
    public Task<ImageOutcome> OutcomeOf(string url) => _entries[url].Outcome.Task;

    /// <summary>Tells those who wait what became of a URL.</summary>
    public void Resolve(string url, ImageOutcome outcome) => _entries[url].Outcome.TrySetResult(outcome);

    /// <summary>Forgets what a segment brought in: from now on the tables know it.</summary>
    public void Forget(int segment)
    {
        foreach (var (url, _) in _entries.Where(entry => entry.Value.Segment == segment).ToList())
        {
            _entries.Remove(url);
        }
    }

    private sealed record Entry(int Segment)
    {
        // Those who wait go on in turns of their own, not inside the turn of the row that resolves.
        public TaskCompletionSource<ImageOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
