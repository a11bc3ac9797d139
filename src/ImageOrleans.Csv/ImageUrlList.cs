using System.Collections.Immutable;

namespace ImageOrleans.Csv;

/// <summary>The text of a cell that lists image URLs.</summary>
public static class ImageUrlList
{
    /// <summary>Splits a cell into URLs. Commas and white space separate only before the next http:// or https://, since URLs contain commas.</summary>
    /// <param name="cell">The cell's text.</param>
    /// <returns>The URLs in their order, empty for a cell without content. They are not checked: a text that is no URL stands for itself.</returns>
    public static ImmutableArray<string> Split(string cell)
    {
        var urls = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var next = FindScheme(cell, 0); next >= 0; next = FindScheme(cell, next + 1))
        {
            if (next > 0 && IsSeparator(cell[next - 1]))
            {
                Add(cell.AsSpan(start, next - start));
                start = next;
            }
        }

        Add(cell.AsSpan(start));
        return urls.ToImmutable();

        void Add(ReadOnlySpan<char> part)
        {
            part = TrimSeparators(part);
            if (!part.IsEmpty)
            {
                urls.Add(part.ToString());
            }
        }
    }

    /// <summary>Joins output URLs into a cell, position by position.</summary>
    /// <param name="urls">The output URL of each input URL; null where that image failed.</param>
    /// <returns>The URLs with commas between them, nothing where there is none.</returns>
    public static string Join(IEnumerable<string?> urls) => string.Join(',', urls);

    /// <summary>Whether a text begins like a URL that can be fetched.</summary>
    /// <param name="text">The text, without leading white space.</param>
    /// <returns>True when it begins with http:// or https://, in any case.</returns>
    internal static bool StartsWithScheme(ReadOnlySpan<char> text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static int FindScheme(string cell, int from)
    {
        for (var index = cell.IndexOf("http", from, StringComparison.OrdinalIgnoreCase);
            index >= 0;
            index = cell.IndexOf("http", index + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (StartsWithScheme(cell.AsSpan(index)))
            {
                return index;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<char> TrimSeparators(ReadOnlySpan<char> part)
    {
        while (!part.IsEmpty && IsSeparator(part[0]))
        {
            part = part[1..];
        }

        while (!part.IsEmpty && IsSeparator(part[^1]))
        {
            part = part[..^1];
        }

        return part;
    }

    private static bool IsSeparator(char character) => character == ',' || char.IsWhiteSpace(character);
}
