namespace Orleans.Runtime;

/// <summary>The times of a reminder's tick, in UTC.</summary>
/// <param name="firstTickTime">When the first tick was due.</param>
/// <param name="period">From tick to tick.</param>
/// <param name="timeStamp">When this tick came.</param>
[GenerateSerializer]
public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp) : IEquatable<TickStatus>
{
    /// <summary>When the first tick was due.</summary>
    public DateTime FirstTickTime { get; } = firstTickTime;

    /// <summary>From tick to tick.</summary>
    public TimeSpan Period { get; } = period;

    /// <summary>When this tick came.</summary>
    public DateTime CurrentTickTime { get; } = timeStamp;

    /// <inheritdoc />
    public bool Equals(TickStatus other) =>
        (FirstTickTime, Period, CurrentTickTime) == (other.FirstTickTime, other.Period, other.CurrentTickTime);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TickStatus other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(FirstTickTime, Period, CurrentTickTime);

    /// <inheritdoc />
    public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";

    /// <summary>Equality of all times.</summary>
    public static bool operator ==(TickStatus left, TickStatus right) => left.Equals(right);

    /// <summary>Inequality of any time.</summary>
    public static bool operator !=(TickStatus left, TickStatus right) => !left.Equals(right);
}
