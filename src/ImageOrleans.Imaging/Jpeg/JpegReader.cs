using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Reads the marker segments of a file (ITU-T T.81, Annex B), from one scan to the next.</summary>
/// <param name="source">The file.</param>
/// <param name="headers">Where the segments' content goes; it must be new or reset.</param>
/// <param name="maxPixels">The most pixels that the frame may have.</param>
internal ref struct JpegReader(ReadOnlySpan<byte> source, JpegHeaders headers, long maxPixels)
{
    /// <summary>The most APPn and COM segments: a profile of 16 MB has 255, and few files have more than ten.</summary>
    private const int MaxMetadataSegments = 4096;

    private readonly ReadOnlySpan<byte> _source = source;
    private bool _hadScan;

    /// <summary>Where the next byte is read; after a scan header, where its entropy-coded data begins.</summary>
    public int Position { get; set; }

    /// <summary>Reads segments up to a scan header, or to the end.</summary>
    public JpegReadStatus ReadToScan()
    {
        if (Position == 0)
        {
            if (!_source.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.Soi]))
            {
                return JpegReadStatus.Damaged;
            }

            Position = 2;
        }

        while (true)
        {
            if (!TryReadMarker(out var marker) || marker == JpegMarker.Eoi)
            {
                // Without an end marker the image ends with the file.
                return _hadScan ? JpegReadStatus.End : JpegReadStatus.Damaged;
            }

            if (JpegMarker.StandsAlone(marker))
            {
                continue;
            }

            if (!TryReadSegment(marker, out var segment))
            {
                return _hadScan ? JpegReadStatus.End : JpegReadStatus.Damaged;
            }

            var status = Read(segment);
            if (status is { } end)
            {
                _hadScan |= end == JpegReadStatus.Scan;
                return end;
            }
        }
    }

    private bool TryReadMarker(out byte marker)
    {
        marker = 0;
        while (Position < _source.Length)
        {
            // Bytes that belong to nothing are passed over, as libjpeg does.
            var start = _source[Position..].IndexOf((byte)0xFF);
            if (start < 0)
            {
                Position = _source.Length;
                return false;
            }

            Position += start;
            while (Position < _source.Length && _source[Position] == 0xFF)
            {
                Position++;
            }

            if (Position < _source.Length && _source[Position++] is var found and not 0)
            {
                marker = found;
                return true;
            }
        }

        return false;
    }

    private bool TryReadSegment(byte marker, out JpegSegment segment)
    {
        segment = default;
        if (_source.Length - Position < 2)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(_source[Position..]);
        if (length < 2 || _source.Length - Position < length)
        {
            return false;
        }

        segment = new JpegSegment(marker, Position + 2, length - 2);
        Position += length;
        return true;
    }

    /// <summary>Reads a segment; null to go on.</summary>
    private readonly JpegReadStatus? Read(JpegSegment segment)
    {
        var content = segment.In(_source);
        switch (segment.Marker)
        {
            case JpegMarker.Sof0 or JpegMarker.Sof1 or JpegMarker.Sof2:
                return JpegSegmentReader.ReadFrame(segment.Marker, content, headers, maxPixels);
            case JpegMarker.Dqt:
                return JpegSegmentReader.TryReadQuantisationTables(content, headers) ? null : JpegReadStatus.Damaged;
            case JpegMarker.Dht:
                return JpegSegmentReader.TryReadHuffmanTables(content, headers) ? null : JpegReadStatus.Damaged;
            case JpegMarker.Dri:
                if (content.Length != 2)
                {
                    return JpegReadStatus.Damaged;
                }

                headers.RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(content);
                return null;
            case JpegMarker.Sos:
                return JpegSegmentReader.ReadScan(content, headers);
            case JpegMarker.Dnl or JpegMarker.Dac:
                return JpegReadStatus.Unsupported;
            case >= JpegMarker.App0 and <= JpegMarker.App15:
                JpegSegmentReader.ReadApplicationData(segment.Marker, content, headers);
                return Keep(segment);
            case JpegMarker.Com:
                return Keep(segment);
            default:
                return JpegMarker.BeginsFrame(segment.Marker) ? JpegReadStatus.Unsupported : null;
        }
    }

    private readonly JpegReadStatus? Keep(JpegSegment segment)
    {
        headers.Metadata.Add(segment);
        return headers.Metadata.Count > MaxMetadataSegments ? JpegReadStatus.Unsupported : null;
    }
}
