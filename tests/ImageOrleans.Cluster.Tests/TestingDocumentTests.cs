namespace ImageOrleans.Cluster.Tests;

/// <summary>The page about testing shows code that there is.</summary>
public sealed class TestingDocumentTests
{
    private const string Fence = "```";

    [Fact]
    public async Task Each_sample_stands_in_the_file_that_it_names()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "ImageOrleans.sln")))
        {
            root = root.Parent!;
        }

        var samples = SamplesOf(await File.ReadAllLinesAsync(Path.Combine(root.FullName, "docs", "testing.md"), TestContext.Current.CancellationToken));

        Assert.NotEmpty(samples);
        foreach (var sample in samples)
        {
            var file = sample[0].TrimStart('/', ' ');
            var code = await File.ReadAllLinesAsync(Path.Combine(root.FullName, file), TestContext.Current.CancellationToken);
            Assert.Contains(Unindented(sample.Skip(1)), Unindented(code), StringComparison.Ordinal);
        }
    }

    private static List<string[]> SamplesOf(string[] lines)
    {
        var samples = new List<string[]>();
        for (var begin = Array.IndexOf(lines, $"{Fence}csharp"); begin >= 0; begin = Array.IndexOf(lines, $"{Fence}csharp", begin + 1))
        {
            samples.Add(lines[(begin + 1)..Array.IndexOf(lines, Fence, begin)]);
        }

        return samples;
    }

    private static string Unindented(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));
}
