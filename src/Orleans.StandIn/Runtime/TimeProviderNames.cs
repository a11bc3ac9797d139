namespace Orleans.Runtime;

/// <summary>The keys of the clocks in use; without a service of that key the unkeyed <see cref="TimeProvider"/> is used.</summary>
public static class TimeProviderNames
{
    /// <summary>The clock of grain timers.</summary>
    public const string Grains = "Orleans.Grains";
}
