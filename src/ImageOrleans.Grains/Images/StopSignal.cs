using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Images;

/// <summary>Ends what is under way when the process is asked to stop: not at once, most images are finished soon.</summary>
public sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Waits for the process to be asked to stop.</summary>
    /// <param name="lifetime">The process.</param>
    /// <param name="options">How long after that it waits.</param>
    /// <param name="time">The time.</param>
    public StopSignal(IHostApplicationLifetime lifetime, IOptions<ProcessingOptions> options, TimeProvider time)
    {
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Token = _source.Token;
        Stopping = lifetime.ApplicationStopping;
        _registration = lifetime.ApplicationStopping.Register(() => _source.CancelAfter(options.Value.ShutdownGrace));
    }

    /// <summary>Cancelled when <see cref="ProcessingOptions.ShutdownGrace"/> is over after the process was asked to stop.</summary>
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
