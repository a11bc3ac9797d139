using System.Diagnostics.CodeAnalysis;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Fetching;
using ImageOrleans.Imaging;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Samples.Catalogue;

namespace ImageOrleans.Web.Runs;

/// <summary>Verifies the result of a catalogue as whoever receives it would: by downloading it, and the images it names.</summary>
/// <param name="client">Where the result is.</param>
/// <param name="fetcher">Downloads the sources.</param>
/// <param name="codec">Decodes images.</param>
internal sealed class RunVerification(RequestClient client, IImageFetcher fetcher, IPixelCodec codec)
{
    private readonly List<VerifiedFact> _facts = [];

    /// <summary>Verifies a result.</summary>
    /// <param name="request">The finished request.</param>
    /// <param name="catalogue">What was uploaded. It is read whole, and disposed.</param>
    /// <param name="isSample">Whether it is the sample, of which more is known.</param>
    /// <param name="cancellationToken">Ends the verification.</param>
    /// <returns>What was verified, and what is wrong.</returns>
    public async Task<IReadOnlyList<VerifiedFact>> VerifyAsync(
        RequestResource request, Stream catalogue, bool isSample, CancellationToken cancellationToken)
    {
        Claim("the request is finished", request.Status.IsFinal() ? null : $"it is {request.Status}");
        if (request.Links.OutputCsv is not { } outputPath)
        {
            Claim("there is a result", request.StatusReason ?? "there is none");
            return _facts;
        }

        var content = new MemoryStream();
        await using (catalogue.ConfigureAwait(false))
        {
            await catalogue.CopyToAsync(content, cancellationToken);
        }

        var input = CatalogueTable.Parse(content.ToArray());
        var output = CatalogueTable.Parse(await client.DownloadAsync(outputPath, cancellationToken));
        CompareCells(input, output);
        var pairs = PairUrls(input, output);
        await VerifyImagesAsync(pairs.Where(pair => pair.Output.Length > 0).ToList(), cancellationToken);
        if (isSample)
        {
            VerifySample(request, input.Rows.Count, pairs);
        }

        return _facts;
    }

    private void CompareCells(CatalogueTable input, CatalogueTable output)
    {
        Claim(
            $"all {input.Rows.Count} rows came out",
            input.Rows.Count == output.Rows.Count ? null : $"{output.Rows.Count} came out");
        string[] expected = [.. input.Header, CatalogueColumnNames.OutputUrls];
        Claim(
            $"the column '{CatalogueColumnNames.OutputUrls}' was added to the header",
            expected.SequenceEqual(output.Header, StringComparer.Ordinal) ? null : $"the header is {string.Join(", ", output.Header)}");
        var width = input.Header.Length;
        var different = input.Rows.Zip(output.Rows).ToList().FindIndex(
            row => !row.First.SequenceEqual([.. row.Second.Take(width), .. row.Second.Skip(width + 1)], StringComparer.Ordinal));
        Claim("rows and cells are the same, in the same order", different < 0 ? null : $"row {different + 1} differs");
    }

    private List<(string Input, string Output)> PairUrls(CatalogueTable input, CatalogueTable output)
    {
        var column = input.UrlColumn;
        var pairs = new List<(string, string)>();
        string? problem = null;
        foreach (var (number, (before, after)) in input.Rows.Zip(output.Rows).Index())
        {
            var inputUrls = before.Length > column ? ImageUrlList.Split(before[column]) : [];
            var outputUrls = after.Length > input.Header.Length && inputUrls.Length > 0 ? after[input.Header.Length].Split(',') : [];
            if (inputUrls.Length != outputUrls.Length)
            {
                problem ??= $"row {number + 1} has {outputUrls.Length} entries for {inputUrls.Length} URLs";
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
            problem ??= await CompareAsync(input, output, cancellationToken) is { } difference ? $"{output}: {difference}" : null;
        }

        Claim(
            $"all {pairs.Count} stored images decode, have the dimensions of their sources, and are not larger in bytes", problem);
    }

    private async Task<string?> CompareAsync(string input, string output, CancellationToken cancellationToken)
    {
        using var source = await fetcher.FetchAsync(input, cancellationToken);
        if (!source.IsSuccess)
        {
            return $"its source {input} can't be downloaded again: {source.Failure.Message}";
        }

        try
        {
            var result = await client.DownloadAsync(output, cancellationToken);
            return Compare(source.Image.Content.Span, result);
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }

    private string? Compare(ReadOnlySpan<byte> source, ReadOnlySpan<byte> result)
    {
        if (!TryDecode(source, out var before, out var problem) || !TryDecode(result, out var after, out problem))
        {
            return problem;
        }

        return (after.Width, after.Height) != (before.Width, before.Height)
            ? $"{after.Width}x{after.Height} from {before.Width}x{before.Height}"
            : result.Length > source.Length ? $"{result.Length} bytes from {source.Length}"
            : null;
    }

    private bool TryDecode(ReadOnlySpan<byte> file, [NotNullWhen(true)] out ImageHeader? header, out string? problem)
    {
        header = null;
        problem = "it is no image";
        if (ImageFormats.Sniff(file) is not { } format || !codec.TryReadHeader(file, format, out header, out var failure))
        {
            return false;
        }

        // Encoding anew is what makes a codec decode every pixel.
        var encoding = new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 50 };
        if (!codec.TryEncode(file, header, encoding, out var image, out failure))
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
        const int Broken = SampleCatalogue.ImageCount - SampleCatalogue.GoodImageCount;
        Expect("rows", SampleCatalogue.ProductCount, rows);
        Expect("images compressed", SampleCatalogue.GoodImageCount, request.Images.Compressed);
        Expect("images failed", Broken, request.Images.Failed);
        Expect("empty positions in the output", Broken, pairs.Count(pair => pair.Output.Length == 0));
        Claim(
            $"the status is {RequestStatus.PartiallySucceeded}",
            request.Status == RequestStatus.PartiallySucceeded ? null : $"it is {request.Status}");
    }

    private void Expect(string what, long expected, long actual) =>
        Claim($"{expected} {what}", expected == actual ? null : $"there are {actual}");

    private void Claim(string claim, string? problem) => _facts.Add(new VerifiedFact(claim, problem));
}
