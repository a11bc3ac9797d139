using System.Text;
using CsvHelper;
using ImageOrleans.Csv;

namespace ImageOrleans.Web.Runs;

/// <summary>A catalogue as whoever opens it sees it: its cells. Held whole in memory.</summary>
/// <param name="Header">The names of the columns.</param>
/// <param name="Rows">The rows that are not empty.</param>
internal sealed record CatalogueTable(string[] Header, IReadOnlyList<string[]> Rows)
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>The column of the image URLs; -1 when there is none.</summary>
    public int UrlColumn => Array.FindIndex(Header, name => Normalize(name) == Normalize(CatalogueColumnNames.ImageUrls));

    /// <summary>Reads a catalogue.</summary>
    /// <param name="file">The file, in UTF-8 or UTF-16.</param>
    public static CatalogueTable Parse(byte[] file)
    {
        using var reader = new StreamReader(new MemoryStream(file));
        var text = Encoding.UTF8.GetBytes(reader.ReadToEnd());

        // The wrong delimiter leaves the header in fewer pieces.
        var records = Delimiters
            .Select(delimiter => Split(text, delimiter))
            .MaxBy(records => records.Count == 0 ? 0 : records[0].Length)!;
        return new CatalogueTable(records[0], records[1..]);
    }

    private static List<string[]> Split(byte[] text, char delimiter)
    {
        using var csv = CsvReader.Create(text, new CsvReaderOptions { Separator = delimiter, HasHeader = false });
        var records = new List<string[]>();
        while (csv.Read())
        {
            var cells = csv.Current.ToArray();
            if (!Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
            {
                records.Add(cells);
            }
        }

        return records;
    }

    private static string Normalize(string name) =>
        string.Concat(name.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
}
