namespace ImageOrleans.Fetching.Downloads;

/// <summary>
/// Lets at most so many requests at once to each host (scheme, name and port); the others wait in front of the HTTP stack,
/// where no timeout runs. Hosts nobody asks for are forgotten.
/// </summary>
internal sealed class HostGate(int turnsPerHost)
{
    private readonly Dictionary<HostKey, Host> _hosts = [];

    /// <summary>How many hosts it knows: those somebody has a turn at or waits for.</summary>
    public int HostCount
    {
        get
        {
            lock (_hosts)
            {
                return _hosts.Count;
            }
        }
    }

    /// <summary>Waits for a turn at the host of <paramref name="url"/>.</summary>
    public async ValueTask<Turn> EnterAsync(Uri url, CancellationToken cancellationToken)
    {
        HostKey key = new(url.Scheme, url.IdnHost, url.Port);
        Host host = Join(key);
        bool entered = false;
        try
        {
            await host.Turns.WaitAsync(cancellationToken);
            entered = true;
            return new Turn(this, key, host);
        }
        finally
        {
            if (!entered)
            {
                Leave(key, host);
            }
        }
    }

    private Host Join(HostKey key)
    {
        lock (_hosts)
        {
            if (!_hosts.TryGetValue(key, out Host? host))
            {
                _hosts.Add(key, host = new Host(turnsPerHost));
            }

            host.Users++;
            return host;
        }
    }

    private void Leave(HostKey key, Host host)
    {
        lock (_hosts)
        {
            if (--host.Users == 0)
            {
                _hosts.Remove(key);
                host.Turns.Dispose();
            }
        }
    }

    /// <summary>The right to one request; disposed when its answer is read.</summary>
    internal readonly struct Turn(HostGate gate, HostKey key, Host host) : IDisposable
    {
        public void Dispose()
        {
            host.Turns.Release();
            gate.Leave(key, host);
        }
    }

    internal readonly record struct HostKey(string Scheme, string Name, int Port);

    internal sealed class Host(int turns)
    {
        public SemaphoreSlim Turns { get; } = new(turns, turns);

        /// <summary>Those with a turn and those waiting; guarded by the gate's lock.</summary>
        public int Users { get; set; }
    }
}
