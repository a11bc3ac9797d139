using System.Diagnostics.CodeAnalysis;

namespace Orleans.Serialization;

/// <summary>What was copied so far for one call, so that an object met twice is copied once.</summary>
internal sealed class CopyContext
{
    private Dictionary<object, object>? _copies;

    public bool TryGet(object original, [NotNullWhen(true)] out object? copy)
    {
        copy = null;
        return _copies?.TryGetValue(original, out copy) ?? false;
    }

    public T Record<T>(object original, T copy)
        where T : notnull
    {
        (_copies ??= new Dictionary<object, object>(ReferenceEqualityComparer.Instance))[original] = copy;
        return copy;
    }
}
