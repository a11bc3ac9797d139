namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The entropy-coded data of a scan without byte stuffing and restart markers (ITU-T T.81, B.1.1.5), so that the decoders read
/// eight bytes at a time without looking for markers.
/// </summary>
internal sealed unsafe class EntropyData : IDisposable
{
    /// <summary>
    /// What may be read behind the data: a block takes at most 64 symbols of at most 16 + 15 bits, decoders look whether the data
    /// has ended before each, and read up to 8 bytes ahead.
    /// </summary>
    public const int Slack = 320;

    private readonly NativeBuffer<byte> _bytes = new();
    private readonly NativeBuffer<int> _starts = new();

    /// <summary>Where the data begins.</summary>
    public byte* Bytes => _bytes.Pointer;

    /// <summary>The number of pieces between restart markers, 1 or more.</summary>
    public int Intervals { get; private set; }

    /// <summary>The memory it holds, in bytes.</summary>
    public nuint MemoryUsed => _bytes.Bytes + _starts.Bytes;

    /// <summary>Where a piece begins; behind the last piece, where it ends. In bytes from <see cref="Bytes"/>.</summary>
    public int StartOf(int interval) => _starts.Pointer[interval];

    /// <summary>Reads the data of a scan.</summary>
    /// <param name="source">The file.</param>
    /// <param name="position">Where the data begins; afterwards the position of the marker behind it, or the end of the file.</param>
    /// <returns>Whether its restart markers are numbered in turn.</returns>
    public bool TryRead(ReadOnlySpan<byte> source, ref int position)
    {
        var rest = source[position..];
        var target = _bytes.Reserve((nuint)rest.Length + Slack);
        var length = 0;
        Intervals = 0;
        StartInterval(0);
        var at = 0;
        while (true)
        {
            var run = rest[at..].IndexOf((byte)0xFF);
            if (run < 0)
            {
                run = rest.Length - at;
            }

            rest.Slice(at, run).CopyTo(new Span<byte>(target + length, run));
            length += run;
            at += run;
            var marker = at;
            while (marker < rest.Length && rest[marker] == 0xFF)
            {
                marker++;
            }

            if (marker == rest.Length)
            {
                at = rest.Length;
                break;
            }

            if (rest[marker] == 0)
            {
                target[length++] = 0xFF;
                at = marker + 1;
            }
            else if (rest[marker] is >= JpegMarker.Rst0 and <= JpegMarker.Rst7)
            {
                if (EndsScan(rest[(marker + 1)..]))
                {
                    // Some encoders end a scan with one.
                    at = marker + 1;
                    continue;
                }

                if (rest[marker] - JpegMarker.Rst0 != ((Intervals - 1) & 7))
                {
                    return false;
                }

                StartInterval(length);
                at = marker + 1;
            }
            else
            {
                break;
            }
        }

        StartInterval(length);
        Intervals--;
        new Span<byte>(target + length, Slack).Clear();
        position += at;
        return true;
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _starts.Dispose();
    }

    /// <summary>Whether there is no data before the next marker, or the end of the file.</summary>
    private static bool EndsScan(ReadOnlySpan<byte> rest)
    {
        var next = rest.IndexOfAnyExcept((byte)0xFF);
        return next < 0 || (next > 0 && rest[next] is not (0 or (>= JpegMarker.Rst0 and <= JpegMarker.Rst7)));
    }

    private void StartInterval(int offset)
    {
        _starts.Grow((nuint)Intervals + 1)[Intervals] = offset;
        Intervals++;
    }
}
