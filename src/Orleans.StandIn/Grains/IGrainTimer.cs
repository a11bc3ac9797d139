namespace Orleans.Runtime;

/// <summary>A grain's timer. It ends when it is disposed of, or with its activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Ticks at other times from now on.</summary>
    /// <param name="dueTime">Until the next tick.</param>
    /// <param name="period">From the end of a tick to the next.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}
