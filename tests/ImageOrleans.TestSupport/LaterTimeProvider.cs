namespace ImageOrleans.TestSupport;

/// <summary>The system's time, some time later: what was to be waited for is over.</summary>
/// <param name="by">How much later.</param>
public sealed class LaterTimeProvider(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
