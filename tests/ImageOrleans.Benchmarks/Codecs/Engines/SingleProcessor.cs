using System.Numerics;
using System.Runtime.InteropServices;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>
/// Keeps the calling thread, and the threads and processes that it starts, on one processor: libvips decodes and encodes on threads
/// of its own even when it is told to use one. Linux only; elsewhere nothing happens.
/// </summary>
internal readonly ref struct SingleProcessor : IDisposable
{
    private const int MaskWords = 16;

    private readonly ProcessorMask _before;
    private readonly bool _isSet;

    private SingleProcessor(ProcessorMask before) => (_before, _isSet) = (before, true);

    /// <summary>Begins; the thread is where it was before when the result is disposed of.</summary>
    public static SingleProcessor Use()
    {
        var before = default(ProcessorMask);
        if (!OperatingSystem.IsLinux() || GetAffinity(0, MaskWords * sizeof(ulong), ref before) < 0)
        {
            return default;
        }

        // The last one: most of what else the machine does is on the first.
        var one = default(ProcessorMask);
        var word = MaskWords - 1;
        while (before[word] == 0)
        {
            word--;
        }

        one[word] = 1UL << BitOperations.Log2(before[word]);
        return SetAffinity(0, MaskWords * sizeof(ulong), ref one) < 0 ? default : new SingleProcessor(before);
    }

    public void Dispose()
    {
        if (_isSet)
        {
            var before = _before;
            _ = SetAffinity(0, MaskWords * sizeof(ulong), ref before);
        }
    }

    [DllImport("libc", EntryPoint = "sched_getaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetAffinity(int thread, nint size, ref ProcessorMask mask);

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetAffinity(int thread, nint size, ref ProcessorMask mask);

    /// <summary>A bit for each processor.</summary>
    [System.Runtime.CompilerServices.InlineArray(MaskWords)]
    private struct ProcessorMask
    {
        private ulong _first;
    }
}
