using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ImageOrleans.Fetching.Guarding;

namespace ImageOrleans.Fetching.Tests.Support;

/// <summary>Names that resolve to what a test says, the last answer for ever; all others do not exist.</summary>
internal sealed class ScriptedResolver : INameResolver
{
    private readonly ConcurrentDictionary<string, Queue<Func<IPAddress[]>>> _answers = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Asked { get; } = [];

    public ScriptedResolver Answer(string name, params string[] addresses) =>
        Answer(name, () => [.. addresses.Select(IPAddress.Parse)]);

    public ScriptedResolver Fail(string name, SocketError error) => Answer(name, () => throw new SocketException((int)error));

    public ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        if (!_answers.TryGetValue(host, out Queue<Func<IPAddress[]>>? answers))
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        lock (answers)
        {
            return new(answers.Count > 1 ? answers.Dequeue()() : answers.Peek()());
        }
    }

    private ScriptedResolver Answer(string name, Func<IPAddress[]> answer)
    {
        _answers.GetOrAdd(name, _ => new()).Enqueue(answer);
        return this;
    }
}
