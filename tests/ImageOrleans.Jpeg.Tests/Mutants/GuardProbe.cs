using System.Runtime.InteropServices;

namespace ImageOrleans.Jpeg.Tests.Mutants;

/// <summary>Asks the system whether memory can be read.</summary>
internal static unsafe partial class GuardProbe
{
    /// <summary>EFAULT.</summary>
    public const int BadAddress = -14;

    /// <summary>Has the system read memory.</summary>
    /// <returns>How much it has read, or an error number below zero.</returns>
    public static int Read(byte* address, int length)
    {
        var copy = stackalloc byte[length];
        var to = new Range { Address = copy, Length = length };
        var from = new Range { Address = address, Length = length };
        var read = process_vm_readv(Environment.ProcessId, &to, 1, &from, 1, 0);
        return read < 0 ? -Marshal.GetLastPInvokeError() : (int)read;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint process_vm_readv(int process, Range* to, nuint toCount, Range* from, nuint fromCount, nuint flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct Range
    {
        public byte* Address;
        public nint Length;
    }
}
