using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>
/// libvips refused something; it never leaves <see cref="LibvipsCodec"/>. The message is libvips' own, not for users.
/// </summary>
internal sealed class VipsException(string message) : Exception(message)
{
    /// <summary>The exception for a call that has just failed.</summary>
    /// <exception cref="InsufficientMemoryException">It failed for want of memory.</exception>
    /// <remarks>
    /// libvips has one error buffer for all threads, so that the text may have parts from failures of other threads at the same
    /// moment. It is taken out here each time, lest it be found by the next who fails.
    /// </remarks>
    [SuppressMessage("Usage", "MA0012", Justification = "Callers treat memory that a native library lacks as memory that .NET lacks.")]
    public static VipsException FromErrorBuffer()
    {
        var text = LibvipsNative.CopyErrorBuffer();
        var message = Marshal.PtrToStringUTF8(text)?.Trim();
        LibvipsNative.Free(text);
        return message?.Contains("out of memory", StringComparison.OrdinalIgnoreCase) == true
            ? throw new InsufficientMemoryException($"libvips: {message}")
            : new VipsException(string.IsNullOrEmpty(message) ? "libvips gave no reason." : message);
    }

    /// <summary>Throws when a function returned an error.</summary>
    /// <param name="status">What it returned: 0 is success.</param>
    public static void ThrowIfFailed(int status)
    {
        if (status != 0)
        {
            throw FromErrorBuffer();
        }
    }
}
