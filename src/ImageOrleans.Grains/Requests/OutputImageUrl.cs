using System.Globalization;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging;

namespace ImageOrleans.Grains.Requests;

/// <summary>The public URL of a stored image: its address, and a name that people can read.</summary>
internal static class OutputImageUrl
{
    private const int MaxNameLength = 60;

    // The plain letter of each Latin letter with a mark. .NET takes them apart only where ICU is installed.
    private const int LatinStart = 0xC0;
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
        + "gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private const int LatinAdditionalStart = 0x1E00;
    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
        + "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas--s-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

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
        foreach (var character in text)
        {
            if (slug.Length >= MaxNameLength)
            {
                break;
            }

            var letter = PlainLetterOf(character);
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
                slug.Append(SecondLetterOf(character));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var result = slug.ToString().Trim('-');
        return result.Length > 0 ? result : whenEmpty;
    }

    private static char PlainLetterOf(char character) => character switch
    {
        >= (char)LatinStart and < (char)(LatinStart + 192) => Latin[character - LatinStart],
        >= (char)LatinAdditionalStart and < (char)(LatinAdditionalStart + 256) => LatinAdditional[character - LatinAdditionalStart],
        _ => char.ToLowerInvariant(character),
    };

    private static string SecondLetterOf(char character) => character switch
    {
        'ß' or 'ẞ' => "s",
        'æ' or 'Æ' or 'œ' or 'Œ' => "e",
        'þ' or 'Þ' => "h",
        _ => "",
    };
}
