using System.Collections.Concurrent;
using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Makes JPEG files smaller without decoding them to pixels: the coefficients are read, brought to coarser steps, most of them
/// become zero on the way, and the others are coded anew with Huffman tables made for them. Any number of threads may call at once.
/// </summary>
/// <remarks>
/// The result depends on the file and the options alone. In steady state nothing is allocated but the result.
/// </remarks>
public sealed class JpegTranscoder : IDisposable
{
    private readonly ConcurrentBag<JpegWorkspace> _workspaces = [];

    /// <summary>Transcodes a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="options">What to make of it.</param>
    /// <param name="image">The new file, which may be larger than the source; to be disposed of. Null unless there is one.</param>
    /// <returns>What became of it. No file makes it throw.</returns>
    /// <exception cref="OutOfMemoryException">There was not enough memory.</exception>
    public JpegTranscodeResult Transcode(ReadOnlySpan<byte> source, JpegTranscodeOptions options, out EncodedImage? image)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!_workspaces.TryTake(out var workspace))
        {
            workspace = new JpegWorkspace();
        }

        try
        {
            return new JpegTranscoding(workspace, options).Run(source, out image);
        }
        finally
        {
            workspace.Trim();
            _workspaces.Add(workspace);
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        while (_workspaces.TryTake(out var workspace))
        {
            workspace.Dispose();
        }
    }
}
