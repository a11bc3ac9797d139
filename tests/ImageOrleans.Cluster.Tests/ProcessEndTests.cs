using System.Text.RegularExpressions;
using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Cluster.Tests;

/// <summary>The web server's process ends in the middle of a request, and another one starts on the same data.</summary>
public sealed partial class ProcessEndTests(UndisturbedRun undisturbed) : IClassFixture<UndisturbedRun>
{
    // 20 s of grace for what is under way; the rest leaves room for a machine with much else to do.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20 + 10);
    private static readonly TimeSpan LongestNote = TimeSpan.FromSeconds(30);

    private readonly TestCatalogue _catalogue = undisturbed.Catalogue;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // In the first segment; when that is finished; shortly before the end.
    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    [InlineData(980)]
    public async Task A_killed_process_leaves_everything_to_the_next_one(int imagesBefore)
    {
        using var data = new TemporaryFolder();
        Guid id;
        await using (var first = await EmbeddedWeb.StartAsync(data))
        {
            id = await SubmitAndWaitAsync(first, imagesBefore);
            await first.Process.KillAsync();
        }

        _catalogue.Release();
        await AssertNextFinishesAsync(data, id);
    }

    [Theory]
    [InlineData(Signal.Terminate, false)]
    [InlineData(Signal.Terminate, true)]
    [InlineData(Signal.Interrupt, false)]
    public async Task A_process_that_is_asked_to_end_ends_well_and_leaves_the_rest_to_the_next_one(Signal signal, bool originHangs)
    {
        using var data = new TemporaryFolder();
        Guid id;
        await using (var first = await EmbeddedWeb.StartAsync(data))
        {
            id = await SubmitAndWaitAsync(first, 600);
            first.Process.Send(signal);
            await first.Process.WaitForLineAsync(StoppingLine(), LongestNote, Cancellation);
            if (!originHangs)
            {
                _catalogue.Release();
            }

            var code = await first.Process.WaitForExitAsync(LongestStop, Cancellation);
            Assert.True(code == 0, first.Process.Describe($"ended with code {code}"));
            Assert.False(File.Exists(OutputPath(data, id)), first.Process.Describe("finished the request instead of ending"));
        }

        _catalogue.Release();
        await AssertNextFinishesAsync(data, id);
    }

    private static string OutputPath(TemporaryFolder data, Guid id) =>
        Path.Combine(data.Path, "requests", id.ToString("D"), "output.csv");

    private async Task<Guid> SubmitAndWaitAsync(WebProcess web, int imagesBefore)
    {
        _catalogue.CountAnew();
        _catalogue.HoldAfter(imagesBefore);
        var id = await web.SubmitAsync(_catalogue.Csv, Cancellation);
        await _catalogue.WaitUntilHeldAsync();
        return id;
    }

    private async Task AssertNextFinishesAsync(TemporaryFolder data, Guid id)
    {
        await using var next = await EmbeddedWeb.StartAsync(data);
        var request = await next.WaitForEndAsync(id, EmbeddedWeb.PollInterval, Cancellation);

        Assert.True(request.GetProperty("status").GetString() == "Succeeded", next.Process.Describe($"ended the request as {request}"));
        Assert.Equal(TestCatalogue.Rows, request.GetProperty("rows").GetProperty("done").GetInt32());
        Assert.Equal(TestCatalogue.Images, request.GetProperty("images").GetProperty("done").GetInt32());
        Assert.Equal(undisturbed.Output, await next.ReadOutputAsync(id, Cancellation));
        _catalogue.AssertFetched(atMost: 3);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data.Path, "tmp")));
    }

    [GeneratedRegex("Application is shutting down", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex StoppingLine();
}
