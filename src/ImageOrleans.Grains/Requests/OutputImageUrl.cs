using System.Globalization;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging;

namespace ImageOrleans.Grains.Requests;

/// <summary>The public URL of a stored image: its address, and a name that people can read.</summary>
internal static class OutputImageUrl
{
    private const int MaxNameLength = 60;

    // Latin letters that normalisation does not take apart.
    private static readonly Dictionary<int, string> Ligatures = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['Æ'] = "ae",
        ['œ'] = "oe",
        ['Œ'] = "oe",
        ['ø'] = "o",
        ['Ø'] = "o",
        ['ł'] = "l",
        ['Ł'] = "l",
        ['đ'] = "d",
        ['Đ'] = "d",
        ['ı'] = "i",
    };

    /// <summary>The URL of an image.</summary>
    /// <param name="publicBaseUrl">What it begins with, with a slash at its end.</param>
    /// <param name="outcome">What became of the image.</param>
    /// <param name="serialNumber">The serial number of its product.</param>
    /// <param name="productName">The name of its product.</param>
    /// <param name="position">Its position in its row, from 0.</param>
    /// <returns>For example <c>https://shop.example/images/0123…/17-oak-table-2.jpg</c>; null when the image failed.</returns>
    public static string? Of(string publicBaseUrl, ImageOutcome outcome, string serialNumber, string productName, int position) =>
        outcome is { ImageHash: { } address, Format: { } format }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{publicBaseUrl}images/{address}/{Slug(serialNumber, "0")}-{Slug(productName, "product")}-{position + 1}.{format.Extension()}")
            : null;

    /// <summary>A text as lower-case ASCII letters and digits with single hyphens between them.</summary>
    private static string Slug(string text, string whenEmpty)
    {
        var slug = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (slug.Length >= MaxNameLength)
            {
                break;
            }

            if (Ligatures.TryGetValue(rune.Value, out var letters))
            {
                slug.Append(letters);
            }
            else if (rune.IsAscii && Rune.IsLetterOrDigit(rune))
            {
                slug.Append(char.ToLowerInvariant((char)rune.Value));
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var result = slug.ToString().Trim('-');
        return result.Length > 0 ? result : whenEmpty;
    }
}
