using CsvHelper;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Imaging;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Samples.Catalogue;
using ImageOrleans.Web.Api;

namespace ImageOrleans.Web.Runs;

/// <summary>Verifies the result of a catalogue as whoever receives it would: by downloading it, and the images it names.</summary>
/// <param name="client">Where the result is.</param>
/// <param name="codec">Decodes images.</param>
internal sealed class RunVerification(RequestClient client, IPixelCodec codec)
{
    private const string InputColumn = "Input Image Urls";

    private readonly List<VerifiedFact> _facts = [];

    /// <summary>Verifies a result.</summary>
    /// <param name="request">The finished request.</param>
    /// <param name="catalogue">What was uploaded.</param>
    /// <param name="isSample">Whether it is the sample, of which more is known.</param>
    /// <param name="cancellationToken">Ends the verification.</param>
    /// <returns>What was verified, and what is wrong.</returns>
    public async Task<IReadOnlyList<VerifiedFact>> VerifyAsync(
        RequestResource request, byte[] catalogue, bool isSample, CancellationToken cancellationToken)
    {
        Claim("the request is finished", request.Status.IsFinal() ? null : $"it is {request.Status}");
        if (request.Links.OutputCsv is not { } outputPath)
        {
            Claim("there is a result", request.StatusReason ?? "there is none");
            return _facts;
        }

        var input = Read(catalogue);
        var output = Read(await client.DownloadAsync(outputPath, cancellationToken));
        CompareCells(input, output);
        var pairs = PairUrls(input, output);
        await VerifyImagesAsync(pairs.Where(pair => pair.Output.Length > 0).ToList(), cancellationToken);
        if (isSample)
        {
            VerifySample(request, input.Count - 1, pairs);
        }

        return _facts;
    }

    private static List<string[]> Read(byte[] csv)
    {
        using var reader = CsvReader.Create(csv, new CsvReaderOptions { Separator = ',', HasHeader = false });
        var records = new List<string[]>();
        while (reader.Read())
        {
            records.Add(reader.Current.ToArray());
        }

        return records;
    }

    private void CompareCells(List<string[]> input, List<string[]> output)
    {
        Claim($"all {input.Count - 1} rows came out", input.Count == output.Count ? null : $"{output.Count - 1} rows came out");
        var different = input.Zip(output).ToList().FindIndex(pair => !pair.First.SequenceEqual(pair.Second.Take(pair.First.Length), StringComparer.Ordinal));
        Claim("rows and cells are the same, in the same order", different < 0 ? null : $"row {different} differs");
    }

    private List<(string Input, string Output)> PairUrls(List<string[]> input, List<string[]> output)
    {
        var column = Array.IndexOf(input[0], InputColumn);
        var pairs = new List<(string, string)>();
        string? problem = null;
        foreach (var (before, after) in input.Zip(output).Skip(1))
        {
            var inputUrls = ImageUrlList.Split(before[column]);
            var outputUrls = after[^1].Split(',');
            if (inputUrls.Length != outputUrls.Length)
            {
                problem ??= $"the row '{before[0]}' has {outputUrls.Length} entries for {inputUrls.Length} URLs";
                continue;
            }

            pairs.AddRange(inputUrls.Zip(outputUrls));
        }

        Claim("every input URL has its entry in the output", problem);
        return pairs;
    }

    private async Task VerifyImagesAsync(List<(string Input, string Output)> pairs, CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (var (input, output) in pairs)
        {
            var source = await client.DownloadAsync(input, cancellationToken);
            var result = await client.DownloadAsync(output, cancellationToken);
            problem ??= Compare(source, result) is { } difference ? $"{output}: {difference}" : null;
        }

        Claim($"all {pairs.Count} stored images decode, have the dimensions of their sources, and are not larger in bytes", problem);
    }

    private string? Compare(byte[] source, byte[] result)
    {
        if (!TryDecode(source, out var before, out var problem) || !TryDecode(result, out var after, out problem))
        {
            return problem;
        }

        return (after.Width, after.Height) != (before.Width, before.Height) ? $"{after.Width}x{after.Height} from {before.Width}x{before.Height}"
            : result.Length > source.Length ? $"{result.Length} bytes from {source.Length}"
            : null;
    }

    private bool TryDecode(byte[] file, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ImageHeader? header, out string? problem)
    {
        header = null;
        problem = "it is no image";
        if (ImageFormats.Sniff(file) is not { } format || !codec.TryReadHeader(file, format, out header, out var failure))
        {
            return false;
        }

        // Encoding anew is what makes a codec decode every pixel.
        if (!codec.TryEncode(file, header, new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 50 }, out var image, out failure))
        {
            problem = failure.Message;
            return false;
        }

        image.Dispose();
        problem = null;
        return true;
    }

    private void VerifySample(RequestResource request, int rows, List<(string Input, string Output)> pairs)
    {
        Expect("rows", SampleCatalogue.ProductCount, rows);
        Expect("images compressed", SampleCatalogue.GoodImageCount, request.Images.Compressed);
        Expect("images failed", SampleCatalogue.ImageCount - SampleCatalogue.GoodImageCount, request.Images.Failed);
        Expect("empty positions in the output", SampleCatalogue.ImageCount - SampleCatalogue.GoodImageCount, pairs.Count(pair => pair.Output.Length == 0));
        Claim(
            $"the status is {RequestStatus.PartiallySucceeded}",
            request.Status == RequestStatus.PartiallySucceeded ? null : $"it is {request.Status}");
    }

    private void Expect(string what, long expected, long actual) =>
        Claim($"{expected} {what}", expected == actual ? null : $"there are {actual}");

    private void Claim(string claim, string? problem) => _facts.Add(new VerifiedFact(claim, problem));
}
