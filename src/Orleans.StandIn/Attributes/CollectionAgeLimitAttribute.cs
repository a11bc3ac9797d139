using System.Globalization;

namespace Orleans;

/// <summary>How long grains of this class are idle before they are deactivated.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The least limit that can be put together of days, hours and minutes.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _value;

    /// <summary>The limit is put together of days, hours and minutes.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The limit is given as text.</summary>
    /// <param name="inactivityPeriod">For example <c>00:05:00</c>.</param>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _value = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of the limit.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the limit.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the limit.</summary>
    public double Minutes { get; set; }

    /// <summary>Whether the grains are never deactivated for being idle.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The limit.</summary>
    public TimeSpan AgeLimit => _value ?? (AlwaysActive
        ? TimeSpan.FromDays(short.MaxValue)
        : Max(MinAgeLimit, TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes)));

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
