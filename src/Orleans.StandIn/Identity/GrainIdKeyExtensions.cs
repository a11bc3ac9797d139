using System.Globalization;

namespace Orleans.Runtime;

/// <summary>GUID and integer keys as texts, and back: GUIDs as 32 hexadecimal digits, integers in hexadecimal, extensions after a plus.</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>The key of a GUID.</summary>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>The key of a GUID and an extension.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateGuidKey(key) : IdSpan.Create($"{key:N}+{keyExtension}");

    /// <summary>The key of an integer.</summary>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>The key of an integer and an extension.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateIntegerKey(key) : IdSpan.Create($"{key:X}+{keyExtension}");

    /// <summary>The GUID and the extension of a key, if it is of that form.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = grainId.Key.ToString();
        keyExt = text.Length > 32 && text[32] == '+' ? text[33..] : null;
        key = default;
        return (keyExt is not null || text.Length == 32) && Guid.TryParseExact(text.AsSpan(0, 32), "N", out key);
    }

    /// <summary>The GUID of a key.</summary>
    /// <exception cref="ArgumentException">The key is of another form.</exception>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.TryGetGuidKey(out var key, out _)
        ? key
        : throw new ArgumentException($"Value '{grainId}' is not in the correct format for a Guid key.", nameof(grainId));

    /// <summary>The integer and the extension of a key, if it is of that form.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = grainId.Key.ToString();
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        keyExt = plus < 0 ? null : text[(plus + 1)..];
        return long.TryParse(
            plus < 0 ? text : text.AsSpan(0, plus), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
    }
}
