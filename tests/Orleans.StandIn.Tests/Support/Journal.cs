using System.Collections.Concurrent;

namespace Orleans.StandIn.Tests.Support;

/// <summary>What grains and tests share in one process: notes in the order they were made, and gates to wait at.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, object> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Note(string note) => _notes.Enqueue(note);

    /// <summary>The notes that start with a prefix, oldest first, without the prefix.</summary>
    public string[] Notes(string prefix) =>
        [.. _notes.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..])];

    /// <summary>Completes once <see cref="Open"/> was called with that name.</summary>
    public Task Gate(string name) => GetGate(name).Task;

    public void Open(string name) => GetGate(name).TrySetResult();

    public int Count(string name) => _counts.AddOrUpdate(name, 1, (_, n) => n + 1);

    public int CountSoFar(string name) => _counts.GetValueOrDefault(name);

    public void Keep(string name, object value) => _kept[name] = value;

    public object? Kept(string name) => _kept.GetValueOrDefault(name);

    private TaskCompletionSource GetGate(string name) =>
        _gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
