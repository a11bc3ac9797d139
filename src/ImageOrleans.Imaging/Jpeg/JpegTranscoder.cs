using System.Collections.Concurrent;
using ImageOrleans.Contracts;
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
    private volatile bool _isDisposed;

    /// <summary>Transcodes a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="options">What to make of it.</param>
    /// <param name="image">The new file, which may be larger than the source; to be disposed of. Null unless there is one.</param>
    /// <returns>What became of it. No file makes it throw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quality is out of its range.</exception>
    /// <exception cref="OutOfMemoryException">There was not enough memory.</exception>
    public JpegTranscodeResult Transcode(ReadOnlySpan<byte> source, JpegTranscodeOptions options, out EncodedImage? image)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Quality, CompressionSettings.MinQuality, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Quality, CompressionSettings.MaxQuality, nameof(options));
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
    /// <param name="summary">What it says, if it is <see cref="JpegInspection.Readable"/>.</param>
    /// <returns>What it looks like.</returns>
    public JpegInspection Inspect(ReadOnlySpan<byte> source, out JpegSummary summary)
    {
        summary = default;
        var workspace = Take();
        try
        {
            var headers = workspace.Headers;
            headers.Reset();
            var reader = new JpegReader(source, headers, long.MaxValue);
            var status = reader.ReadToScan();
            if (status == JpegReadStatus.Unsupported)
            {
                return JpegInspection.Foreign;
            }

            if (status != JpegReadStatus.Scan)
            {
                return headers.Frame.ComponentCount > 0 ? JpegInspection.Doubtful : JpegInspection.NothingToShow;
            }

            // Two bytes are the next marker, and no picture.
            var data = source[reader.Position..];
            if (data.Length < 2 || (data[0] == 0xFF && data[1] != 0))
            {
                return JpegInspection.NothingToShow;
            }

            summary = new JpegSummary(headers.Frame.Width, headers.Frame.Height, JpegMetadata.OrientationOf(headers, source));
            return JpegInspection.Readable;
        }
        finally
        {
            Return(workspace);
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        FreeAll();
    }

    private void FreeAll()
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
        if (_isDisposed)
        {
            // What was under way when the others were freed.
            FreeAll();
        }
    }
}
