using System.Text.RegularExpressions;
using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Cluster.Tests;

/// <summary>The web server's process ends in the middle of a request, and another one starts on the same data.</summary>
public sealed partial class ProcessEndTests : IAsyncLifetime
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestNote = TimeSpan.FromSeconds(30);

    // The rest leaves room for a machine with much else to do.
    private static readonly TimeSpan LongestStop = Grace + TimeSpan.FromSeconds(28);

    private UndisturbedRun _undisturbed = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestCatalogue Catalogue => _undisturbed.Catalogue;

    public async ValueTask InitializeAsync() => _undisturbed = await UndisturbedRun.ShareAsync();

    public ValueTask DisposeAsync()
    {
        Catalogue.Release();
        return ValueTask.CompletedTask;
    }

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

        Catalogue.Release();
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
        await using (var first = await EmbeddedWeb.StartAsync(data, Grace))
        {
            id = await SubmitAndWaitAsync(first, 600);
            first.Process.Send(signal);
            await first.Process.WaitForLineAsync(StoppingLine(), LongestNote, Cancellation);
            if (!originHangs)
            {
                Catalogue.Release();
            }

            var code = await first.Process.WaitForExitAsync(LongestStop, Cancellation);
            Assert.True(code == 0, first.Process.Describe($"ended with code {code}"));
            Assert.False(File.Exists(OutputPath(data, id)), first.Process.Describe("finished the request instead of ending"));
        }

        Catalogue.Release();
        await AssertNextFinishesAsync(data, id);
    }

    private static string OutputPath(TemporaryFolder data, Guid id) =>
        Path.Combine(data.Path, "requests", id.ToString("D"), "output.csv");

    private async Task<Guid> SubmitAndWaitAsync(WebProcess web, int imagesBefore)
    {
        Catalogue.CountAnew();
        Catalogue.HoldAfter(imagesBefore);
        var id = await web.SubmitAsync(Catalogue.Csv, Cancellation);
        await Catalogue.WaitUntilHeldAsync();
        return id;
    }

    private async Task AssertNextFinishesAsync(TemporaryFolder data, Guid id)
    {
        await using var next = await EmbeddedWeb.StartAsync(data);
        var request = await next.WaitForEndAsync(id, EmbeddedWeb.PollInterval, Cancellation);

        Assert.True(request.GetProperty("status").GetString() == "Succeeded", next.Process.Describe($"ended the request as {request}"));
        Assert.Equal(TestCatalogue.Rows, request.GetProperty("rows").GetProperty("done").GetInt32());
        Assert.Equal(TestCatalogue.Images, request.GetProperty("images").GetProperty("done").GetInt32());
        Assert.Equal(_undisturbed.Output, await next.ReadOutputAsync(id, Cancellation));
        Catalogue.AssertFetched(atMost: 3);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data.Path, "tmp")));
    }

    [GeneratedRegex("Application is shutting down", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex StoppingLine();
}
