using Microsoft.Extensions.Hosting;

namespace ImageOrleans.Grains.Images;

/// <summary>Ends what is under way when the process is asked to stop: not at once, most images are finished soon.</summary>
public sealed class StopSignal : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Waits for the process to be asked to stop.</summary>
    /// <param name="lifetime">The process.</param>
    /// <param name="time">The time.</param>
    public StopSignal(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Token = _source.Token;
        Stopping = lifetime.ApplicationStopping;
        _registration = lifetime.ApplicationStopping.Register(() => _source.CancelAfter(Grace));
    }

    /// <summary>Cancelled 20 seconds after the process was asked to stop.</summary>
    public CancellationToken Token { get; }

    /// <summary>Cancelled when the process is asked to stop: what is not begun is not begun any more.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Waits no longer.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
