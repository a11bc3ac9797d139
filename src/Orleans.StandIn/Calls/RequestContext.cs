using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel along the calls that are made from here on.</summary>
public static class RequestContext
{
    private static readonly ImmutableDictionary<string, object> Empty =
        ImmutableDictionary.Create<string, object>(StringComparer.Ordinal);

    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>The names that have values.</summary>
    public static IEnumerable<string> Keys => (Values.Value ?? Empty).Keys;

    /// <summary>The value of a name, if it has one.</summary>
    public static object? Get(string key) => Values.Value?.GetValueOrDefault(key);

    /// <summary>Gives a name a value, which must be serialisable.</summary>
    public static void Set(string key, object value) => Values.Value = (Values.Value ?? Empty).SetItem(key, value);

    /// <summary>Takes a name's value away; tells whether there was one.</summary>
    public static bool Remove(string key)
    {
        var values = Values.Value;
        if (values?.ContainsKey(key) != true)
        {
            return false;
        }

        Values.Value = values.Remove(key);
        return true;
    }

    /// <summary>Takes all values away.</summary>
    public static void Clear() => Values.Value = null;

    internal static ImmutableDictionary<string, object>? Export() => Values.Value;

    internal static void Import(ImmutableDictionary<string, object>? values)
    {
        if (values is not null || Values.Value is not null)
        {
            Values.Value = values;
        }
    }
}
