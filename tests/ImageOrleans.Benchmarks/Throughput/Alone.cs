using System.Diagnostics;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>What one part of the product does when nothing else is going on.</summary>
/// <param name="ImagesPerSecond">How fast it is.</param>
/// <param name="ProcessorMicrosecondsPerImage">What an image costs, on all threads together.</param>
/// <param name="KernelMicrosecondsPerImage">The part of it that the kernel spends.</param>
internal sealed record Alone(double ImagesPerSecond, double ProcessorMicrosecondsPerImage, double KernelMicrosecondsPerImage)
{
    /// <summary>Says what was measured.</summary>
    /// <param name="images">How many were done.</param>
    /// <param name="start">When it began, by the stopwatch.</param>
    /// <param name="before">What this process had used then.</param>
    public static Alone Since(long images, long start, Environment.ProcessCpuUsage before)
    {
        var elapsed = Stopwatch.GetElapsedTime(start);
        var now = Environment.CpuUsage;
        return new Alone(
            images / elapsed.TotalSeconds,
            (now.TotalTime - before.TotalTime).TotalMicroseconds / images,
            (now.PrivilegedTime - before.PrivilegedTime).TotalMicroseconds / images);
    }
}
