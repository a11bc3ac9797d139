using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace ImageOrleans.TestSupport.Faults;

/// <summary>
/// A catalogue of small images, and the origin they come from, which counts how often each is asked for. Every row has an
/// image of its own and one more; some rows share that with an earlier one, and some images do not exist.
/// </summary>
public sealed class FaultCatalogue : IAsyncDisposable
{
    private const int Pictures = 40;
    private const int SharedEvery = 10;
    private const int SharedDistance = 7;
    private const int MissingEvery = 50;

    // So that a request lives long enough to be ended at many moments.
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    private readonly LoopbackOrigin _origin;
    private readonly ConcurrentDictionary<string, int> _fetches = new(StringComparer.Ordinal);
    private readonly HashSet<string> _served = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly List<(int Images, TaskCompletionSource Reached)> _waiting = [];

    private FaultCatalogue(LoopbackOrigin origin, int rows)
    {
        _origin = origin;
        Rows = rows;
        origin.Latency = _ => Latency;
        origin.BeforeAnswer = BeforeAnswerAsync;
        Csv = Serve();
    }

    /// <summary>The number of its rows.</summary>
    public int Rows { get; }

    /// <summary>The number of different images.</summary>
    public int Images { get; private set; }

    /// <summary>The catalogue.</summary>
    public string Csv { get; }

    /// <summary>How often each image was asked for since <see cref="CountAnew"/>, by its path.</summary>
    public IReadOnlyDictionary<string, int> Fetches => _fetches;

    /// <summary>Starts the origin.</summary>
    /// <param name="rows">The number of rows, 1 or more.</param>
    public static async Task<FaultCatalogue> StartAsync(int rows) => new(await LoopbackOrigin.StartAsync(), rows);

    /// <summary>From here on, counts anew how often each image is asked for.</summary>
    public void CountAnew() => _fetches.Clear();

    /// <summary>Waits until so many different images have been asked for.</summary>
    public Task WhenFetchedAsync(int images, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((images, reached));
        }

        Tell();
        return reached.Task.WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _origin.DisposeAsync();

    // A comment segment behind the start of the image makes it another one to a store that goes by content.
    private static byte[] Numbered(byte[] jpeg, int number)
    {
        byte[] comment = [0xFF, 0xFE, 0, 6, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(comment.AsSpan(4), number);
        return [.. jpeg[..2], .. comment, .. jpeg[2..]];
    }

    private string Serve()
    {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (var row = 0; row < Rows; row++)
        {
            var second = row % SharedEvery == SharedEvery - 1 ? row - SharedDistance : row;
            csv.Append(CultureInfo.InvariantCulture, $"{row + 1},Lamp {row},\"{Serve(2 * row)}, {Serve((2 * second) + 1)}\"\n");
        }

        return csv.ToString();
    }

    private string Serve(int image)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/{image}.jpg");
        if (!_served.Add(path))
        {
            return _origin.Url + path;
        }

        Images++;
        return image % MissingEvery == MissingEvery - 1
            ? _origin.Url + path
            : _origin.Serve(path, Numbered(TestImages.Jpeg(image % Pictures), image));
    }

    private Task BeforeAnswerAsync(string path)
    {
        if (_fetches.AddOrUpdate(path, 1, (_, count) => count + 1) == 1)
        {
            Tell();
        }

        return Task.CompletedTask;
    }

    private void Tell()
    {
        lock (_lock)
        {
            foreach (var waiter in _waiting.Where(waiter => _fetches.Count >= waiter.Images).ToList())
            {
                _waiting.Remove(waiter);
                waiter.Reached.SetResult();
            }
        }
    }
}
