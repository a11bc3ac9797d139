using System.Runtime.InteropServices;

namespace ImageOrleans.Jpeg.TestSupport.Mutants;

/// <summary>Memory between two pages that nobody may touch: whoever does, ends the process.</summary>
public sealed unsafe partial class GuardedMemory : IDisposable
{
    private readonly nint _base;
    private readonly nint _pages;

    /// <summary>Takes memory.</summary>
    /// <param name="capacity">How many bytes it has to hold.</param>
    /// <exception cref="InvalidOperationException">The system gives none.</exception>
    public GuardedMemory(int capacity)
    {
        const int readAndWrite = 3;
        const int privateAndAnonymous = 0x22;
        PageSize = Environment.SystemPageSize;
        _pages = (capacity + PageSize - 1) / PageSize;
        _base = mmap(0, (_pages + 2) * PageSize, readAndWrite, privateAndAnonymous, -1, 0);
        if (_base == -1 || mprotect(_base, PageSize, 0) != 0 || mprotect(_base + ((_pages + 1) * PageSize), PageSize, 0) != 0)
        {
            throw new InvalidOperationException($"Guarded memory cannot be had: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    private nint PageSize { get; }

    /// <summary>Puts bytes next to one of the guards.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="isAtEnd">Whether they end at the upper guard; else they begin at the lower one.</param>
    /// <returns>Where they are now.</returns>
    public ReadOnlySpan<byte> Place(ReadOnlySpan<byte> content, bool isAtEnd)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, _pages * PageSize, nameof(content));
        var start = _base + PageSize + (isAtEnd ? (_pages * PageSize) - content.Length : 0);
        var place = new Span<byte>((void*)start, content.Length);
        content.CopyTo(place);
        return place;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _ = munmap(_base, (_pages + 2) * PageSize);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint mmap(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mprotect(nint address, nint length, int protection);

    [LibraryImport("libc")]
    private static partial int munmap(nint address, nint length);
}
