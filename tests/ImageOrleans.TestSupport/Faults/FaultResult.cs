namespace ImageOrleans.TestSupport.Faults;

/// <summary>What a request with faults left behind, compared with what one without them did.</summary>
public sealed record FaultResult
{
    /// <summary>How often the process was killed.</summary>
    public required int Kills { get; init; }

    /// <summary>Whether the output CSV is the same byte for byte.</summary>
    public required bool OutputIdentical { get; init; }

    /// <summary>Rows of the catalogue that the tables or the output CSV do not have.</summary>
    public required int RowsLost { get; init; }

    /// <summary>Rows of the catalogue that the tables or the output CSV have more than once, or that have an image more than once.</summary>
    public required int RowsDoubled { get; init; }

    /// <summary>How often the image that was fetched most was fetched beyond what it takes without faults.</summary>
    public required int ExtraFetchesPerImage { get; init; }

    /// <summary>The same for the average image.</summary>
    public required double MeanExtraFetchesPerImage { get; init; }

    /// <summary>Whether the tables say the same of every row and image, and of the request's counts.</summary>
    public required bool TablesIdentical { get; init; }

    /// <summary>Files that are there and should not be, or the other way round; of temporary ones there should be none.</summary>
    public required IReadOnlyList<string> FilesAmiss { get; init; }

    /// <summary>Whether nothing was lost, doubled or left over.</summary>
    public bool IsWell => OutputIdentical && TablesIdentical && RowsLost == 0 && RowsDoubled == 0 && FilesAmiss.Count == 0;

    /// <summary>Compares.</summary>
    /// <param name="kills">How often the process was killed.</param>
    /// <param name="undisturbed">What the request without faults left behind.</param>
    /// <param name="disturbed">What the request with faults left behind.</param>
    public static FaultResult Compare(int kills, RequestTrace undisturbed, RequestTrace disturbed)
    {
        var extra = disturbed.Fetches.Select(image => image.Value - undisturbed.Fetches.GetValueOrDefault(image.Key)).ToList();
        return new FaultResult
        {
            Kills = kills,
            OutputIdentical = disturbed.Output.AsSpan().SequenceEqual(undisturbed.Output),
            RowsLost = Math.Max(
                Lost(RowsOf(undisturbed.Tables.Products), RowsOf(disturbed.Tables.Products)),
                Lost(SerialNumbersOf(undisturbed.Output), SerialNumbersOf(disturbed.Output))),
            RowsDoubled = Math.Max(
                Doubled(RowsOf(disturbed.Tables.Products)).Union(Doubled(ImagesOf(disturbed.Tables)).Select(RowOf)).Count(),
                Doubled(SerialNumbersOf(disturbed.Output)).Count()),
            ExtraFetchesPerImage = extra.Max(),
            MeanExtraFetchesPerImage = Math.Round(extra.Average(), 3),
            TablesIdentical = Same(disturbed.Tables, undisturbed.Tables),
            FilesAmiss = [.. undisturbed.Files.Except(disturbed.Files).Select(file => $"missing: {file}"),
                .. disturbed.Files.Except(undisturbed.Files).Select(file => $"left over: {file}")],
        };
    }

    private static bool Same(TableContent one, TableContent other) =>
        one.Products.SequenceEqual(other.Products) && one.Images.SequenceEqual(other.Images)
        && one.Requests.SequenceEqual(other.Requests) && one.GrainStates.SequenceEqual(other.GrainStates);

    private static int Lost(IEnumerable<string> expected, IEnumerable<string> found) => expected.Except(found).Count();

    private static IEnumerable<string> Doubled(IEnumerable<string> rows) =>
        rows.CountBy(row => row).Where(row => row.Value > 1).Select(row => row.Key);

    private static IEnumerable<string> RowsOf(IEnumerable<string> lines) => lines.Select(RowOf);

    private static IEnumerable<string> ImagesOf(TableContent tables) =>
        tables.Images.Select(line => string.Join('|', line.Split('|').Take(2)));

    private static string RowOf(string line) => line.Split('|')[0];

    // The serial numbers of the catalogue are those of its rows, and no cell has a line break.
    private static IEnumerable<string> SerialNumbersOf(byte[] output) => System.Text.Encoding.UTF8.GetString(output)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]);
}
