using System.Collections.Concurrent;
using ImageOrleans.Samples;

namespace ImageOrleans.TestSupport;

/// <summary>Small photographs, each drawn once for all tests of a process.</summary>
public static class TestImages
{
    private static readonly ConcurrentDictionary<int, Lazy<byte[]>> Jpegs = new();

    /// <summary>A JPEG of 96x96 pixels that can be made smaller; another for each seed.</summary>
    public static byte[] Jpeg(int seed) => Jpegs.GetOrAdd(seed, key => new Lazy<byte[]>(() => SamplePhotographs.Jpeg(key, 96, 96))).Value;
}
