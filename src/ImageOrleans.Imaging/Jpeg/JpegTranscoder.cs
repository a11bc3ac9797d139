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
        var workspace = Take();
        try
        {
            return new JpegTranscoding(workspace, options).Run(source, out image);
        }
        finally
        {
            Return(workspace);
        }
    }

    /// <summary>Reads what a file says of itself before its picture.</summary>
    /// <param name="source">The file.</param>
    /// <param name="summary">What it says, with <see cref="JpegTranscodeResult.Transcoded"/>.</param>
    /// <returns>
    /// <see cref="JpegTranscodeResult.Transcoded"/> when there is something to show, damaged or not;
    /// <see cref="JpegTranscodeResult.Unsupported"/> for a coding that is for pixel codecs;
    /// <see cref="JpegTranscodeResult.Damaged"/> when there is nothing to show.
    /// </returns>
    public JpegTranscodeResult Inspect(ReadOnlySpan<byte> source, out JpegSummary summary)
    {
        summary = default;
        var workspace = Take();
        try
        {
            var headers = workspace.Headers;
            headers.Reset();
            var reader = new JpegReader(source, headers, long.MaxValue);
            var status = reader.ReadToScan();
            if (status != JpegReadStatus.Scan)
            {
                return status == JpegReadStatus.Unsupported ? JpegTranscodeResult.Unsupported : JpegTranscodeResult.Damaged;
            }

            // Two bytes are the next marker, and no picture.
            var data = source[reader.Position..];
            if (data.Length < 2 || (data[0] == 0xFF && data[1] != 0))
            {
                return JpegTranscodeResult.Damaged;
            }

            summary = new JpegSummary(headers.Frame.Width, headers.Frame.Height, JpegMetadata.OrientationOf(headers, source));
            return JpegTranscodeResult.Transcoded;
        }
        finally
        {
            Return(workspace);
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

    private JpegWorkspace Take() => _workspaces.TryTake(out var workspace) ? workspace : new JpegWorkspace();

    private void Return(JpegWorkspace workspace)
    {
        workspace.Trim();
        _workspaces.Add(workspace);
    }
}
