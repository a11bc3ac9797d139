using System.Diagnostics;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>The peer: the product's compressor with default settings in a loop on all cores, over files in memory.</summary>
/// <param name="compressor">The compressor.</param>
internal sealed class CodecAlone(IImageCompressor compressor)
{
    private static readonly CompressionSettings Settings = new();

    /// <summary>Measures it.</summary>
    /// <param name="files">What it compresses, over and over.</param>
    /// <param name="duration">How long.</param>
    public Alone Measure(byte[][] files, TimeSpan duration)
    {
        long done = 0;
        var before = Environment.CpuUsage;
        var start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var file = files[(int)(Interlocked.Increment(ref done) % files.Length)];
                using var result = compressor.Compress(file, Settings);
                if (result.Failure is { } failure)
                {
                    throw new InvalidOperationException(failure.Message);
                }
            }
        })).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        return Alone.Since(done, start, before);
    }
}
