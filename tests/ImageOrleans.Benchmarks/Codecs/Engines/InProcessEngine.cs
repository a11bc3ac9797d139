using System.Diagnostics;
using ImageOrleans.Benchmarks.Codecs.Images;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>An engine in this process, on the calling thread.</summary>
/// <param name="name">Its name.</param>
/// <param name="set">The images.</param>
/// <param name="recompressor">What recompresses them; the engine owns it.</param>
/// <param name="isManaged">Whether the memory it allocates is the runtime's.</param>
internal sealed class InProcessEngine(string name, ImageSet set, IRecompressor recompressor, bool isManaged) : IEngine
{
    public string Name => name;

    public Task<RoundResult> RunAsync(int passes, CancellationToken cancellationToken)
    {
        // What others left behind is not this engine's to collect.
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        long bytes = 0;
        var failed = 0;
        for (var pass = 0; pass < passes; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (bytes, failed) = (0, 0);
            foreach (var image in set.Images)
            {
                if (recompressor.TryRecompress(image.Bytes, out var result))
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
            (Environment.CpuUsage.TotalTime - processor).TotalSeconds,
            bytes,
            failed,
            isManaged ? GC.GetAllocatedBytesForCurrentThread() - allocated : null));
    }

    public Task<IReadOnlyList<byte[]?>> RecompressAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<byte[]?>>([.. set.Images.Select(Recompress)]);

    public ValueTask DisposeAsync()
    {
        recompressor.Dispose();
        return ValueTask.CompletedTask;
    }

    private byte[]? Recompress(SourceImage image) =>
        recompressor.TryRecompress(image.Bytes, out var result) ? result.ToArray() : null;
}
