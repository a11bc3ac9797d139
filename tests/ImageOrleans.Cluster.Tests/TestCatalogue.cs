using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Cluster.Tests;

/// <summary>
/// A catalogue of 500 rows with two images each, and the origin they come from. It can hold images back, so that a test
/// finds the request in its middle.
/// </summary>
public sealed class TestCatalogue : IAsyncDisposable
{
    public const int Rows = 500;
    public const int Images = 2 * Rows;

    private const int Pictures = 40;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);

    private readonly LoopbackOrigin _origin;
    private readonly ConcurrentDictionary<string, int> _fetches = new(StringComparer.Ordinal);
    private Hold? _hold;

    private TestCatalogue(LoopbackOrigin origin)
    {
        _origin = origin;
        origin.BeforeAnswer = BeforeAnswerAsync;
        Csv = Serve(origin);
    }

    /// <summary>The catalogue.</summary>
    public string Csv { get; }

    public static async Task<TestCatalogue> StartAsync() => new(await LoopbackOrigin.StartAsync());

    /// <summary>What a cluster makes of it when nothing goes wrong.</summary>
    /// <returns>The output CSV.</returns>
    public async Task<string> ProcessUndisturbedAsync(DatabaseProvider provider)
    {
        await using var data = await CatalogueData.CreateAsync(provider);
        await using var cluster = await CatalogueCluster.StartAsync(data);
        var id = Guid.NewGuid();
        await cluster.ProcessAsync(id, Csv);
        return cluster.ReadOutput(id);
    }

    /// <summary>From here on, counts anew how often each image is asked for.</summary>
    public void CountAnew() => _fetches.Clear();

    /// <summary>Every image was asked for, and none more than a handful of times.</summary>
    public void AssertFetched(int atMost)
    {
        Assert.Equal(Images, _fetches.Count);
        Assert.InRange(_fetches.Values.Max(), 1, atMost);
    }

    /// <summary>Answers whoever waits and so many more; who asks after that waits.</summary>
    public void HoldAfter(int answers) => Replace(new Hold(answers));

    /// <summary>Answers whoever waits, and whoever asks from here on.</summary>
    public void Release() => Replace(hold: null);

    /// <summary>Waits until an image is held back.</summary>
    public Task WaitUntilHeldAsync() =>
        _hold!.Reached.Task.WaitAsync(LongestWait, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Release();
        await _origin.DisposeAsync();
    }

    private static string Serve(LoopbackOrigin origin)
    {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (var row = 0; row < Rows; row++)
        {
            var urls = Enumerable.Range(2 * row, 2).Select(image =>
                origin.Serve(string.Create(CultureInfo.InvariantCulture, $"/{image}.jpg"), TestImages.Jpeg(image % Pictures)));
            csv.Append(CultureInfo.InvariantCulture, $"{row + 1},Lamp {row},\"{string.Join(", ", urls)}\"\n");
        }

        return csv.ToString();
    }

    private void Replace(Hold? hold) => Interlocked.Exchange(ref _hold, hold)?.Released.SetResult();

    private Task BeforeAnswerAsync(string path)
    {
        _fetches.AddOrUpdate(path, 1, (_, count) => count + 1);
        return Volatile.Read(ref _hold)?.PassAsync() ?? Task.CompletedTask;
    }

    private sealed class Hold(int answers)
    {
        private int _asked;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task PassAsync()
        {
            if (Interlocked.Increment(ref _asked) <= answers)
            {
                return Task.CompletedTask;
            }

            Reached.TrySetResult();
            return Released.Task;
        }
    }
}
