using System.Diagnostics;
using ImageOrleans.Benchmarks.Codecs.Images;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>An engine in this process, on the calling thread.</summary>
/// <param name="name">Its name.</param>
/// <param name="set">The images.</param>
/// <param name="create">Makes what recompresses them; the engine owns it.</param>
/// <param name="isManaged">Whether the memory it allocates is the runtime's.</param>
internal sealed class InProcessEngine(string name, ImageSet set, Func<IRecompressor> create, bool isManaged) : IEngine
{
    private readonly IRecompressor _recompressor = Create(create);

    public string Name => name;

    public Task<RoundResult> RunAsync(int passes, CancellationToken cancellationToken)
    {
        using var processor = SingleProcessor.Use();

        // What others left behind is not this engine's to collect.
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var processorTime = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        long bytes = 0;
        var failed = 0;
        for (var pass = 0; pass < passes; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (bytes, failed) = (0, 0);
            foreach (var image in set.Images)
            {
                if (_recompressor.TryRecompress(image.Bytes, out var result))
                {
                    bytes += result.Length;
                }
                else
                {
                    failed++;
                }
            }
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return Task.FromResult(new RoundResult(
            seconds,
            (Environment.CpuUsage.TotalTime - processorTime).TotalSeconds,
            bytes,
            failed,
            isManaged ? GC.GetAllocatedBytesForCurrentThread() - allocated : null));
    }

    public Task<IReadOnlyList<byte[]?>> RecompressAsync(CancellationToken cancellationToken)
    {
        using var processor = SingleProcessor.Use();
        return Task.FromResult<IReadOnlyList<byte[]?>>([.. set.Images.Select(Recompress)]);
    }

    public ValueTask DisposeAsync()
    {
        _recompressor.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A library may start its threads as soon as it is there.</summary>
    private static IRecompressor Create(Func<IRecompressor> create)
    {
        using var processor = SingleProcessor.Use();
        return create();
    }

    private byte[]? Recompress(SourceImage image) =>
        _recompressor.TryRecompress(image.Bytes, out var result) ? result.ToArray() : null;
}
