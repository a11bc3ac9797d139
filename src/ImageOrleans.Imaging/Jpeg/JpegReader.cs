using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Reads the marker segments of a file (ITU-T T.81, Annex B), from one scan to the next.</summary>
/// <param name="source">The file.</param>
/// <param name="headers">Where the segments' content goes; it must be new or reset.</param>
/// <param name="maxPixels">The most pixels that the frame may have.</param>
internal ref struct JpegReader(ReadOnlySpan<byte> source, JpegHeaders headers, long maxPixels)
{
    private const int MaxSamplingFactor = 4;

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
                return ReadFrame(segment.Marker, content);
            case JpegMarker.Dqt:
                return ReadQuantisationTables(content) ? null : JpegReadStatus.Damaged;
            case JpegMarker.Dht:
                return ReadHuffmanTables(content) ? null : JpegReadStatus.Damaged;
            case JpegMarker.Dri:
                if (content.Length != 2)
                {
                    return JpegReadStatus.Damaged;
                }

                headers.RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(content);
                return null;
            case JpegMarker.Sos:
                return ReadScan(content) ? JpegReadStatus.Scan : JpegReadStatus.Damaged;
            case JpegMarker.Dnl or JpegMarker.Dac:
                return JpegReadStatus.Unsupported;
            case >= JpegMarker.App0 and <= JpegMarker.App15:
                ReadApplicationData(segment.Marker, content);
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

    private readonly JpegReadStatus? ReadFrame(byte marker, ReadOnlySpan<byte> content)
    {
        var frame = headers.Frame;
        if (frame.ComponentCount != 0 || content.Length < 6 || content.Length != 6 + (3 * content[5]))
        {
            return JpegReadStatus.Damaged;
        }

        var count = (int)content[5];
        frame.IsProgressive = marker == JpegMarker.Sof2;
        frame.Height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        frame.Width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        if (content[0] != 8 || frame.Height == 0 || count is not (1 or 3 or 4))
        {
            // More bits a sample; a height that a DNL marker gives later.
            return JpegReadStatus.Unsupported;
        }

        if (frame.Width == 0)
        {
            return JpegReadStatus.Damaged;
        }

        if ((long)frame.Width * frame.Height > maxPixels)
        {
            return JpegReadStatus.TooManyPixels;
        }

        for (var i = 0; i < count; i++)
        {
            var fields = content.Slice(6 + (3 * i), 3);
            var component = frame.Components[i];
            component.Id = fields[0];
            component.Horizontal = fields[1] >> 4;
            component.Vertical = fields[1] & 15;
            component.QuantisationTable = fields[2];
            if (component.Horizontal is < 1 or > MaxSamplingFactor || component.Vertical is < 1 or > MaxSamplingFactor
                || component.QuantisationTable > 3)
            {
                return JpegReadStatus.Damaged;
            }

            for (var j = 0; j < i; j++)
            {
                if (frame.Components[j].Id == component.Id)
                {
                    return JpegReadStatus.Damaged;
                }
            }
        }

        frame.ComponentCount = count;
        frame.Lay();

        // Such a frame cannot have a scan with all components, which is what is written.
        return count > 1 && frame.BlocksInMcu > JpegFrame.MaxBlocksInMcu ? JpegReadStatus.Unsupported : null;
    }

    private readonly bool ReadQuantisationTables(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var (precision, slot) = (content[0] >> 4, content[0] & 15);
            var size = precision == 0 ? 64 : 128;
            if (precision > 1 || slot > 3 || content.Length < 1 + size)
            {
                return false;
            }

            var steps = headers.DefineSteps(slot);
            for (var k = 0; k < 64; k++)
            {
                steps[k] = precision == 0 ? content[1 + k] : BinaryPrimitives.ReadUInt16BigEndian(content[(1 + (2 * k))..]);
                if (steps[k] == 0)
                {
                    return false;
                }
            }

            content = content[(1 + size)..];
        }

        return true;
    }

    private readonly bool ReadHuffmanTables(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            if (content.Length < 1 + HuffmanSpecification.MaxLength)
            {
                return false;
            }

            var (kind, slot) = (content[0] >> 4, content[0] & 15);
            var counts = content.Slice(1, HuffmanSpecification.MaxLength);
            var symbols = 0;
            foreach (var count in counts)
            {
                symbols += count;
            }

            content = content[(1 + HuffmanSpecification.MaxLength)..];
            if (kind > 1 || slot > 3 || symbols > 256 || content.Length < symbols
                || !(kind == 0 ? headers.Dc : headers.Ac)[slot].TryDefine(counts, content[..symbols]))
            {
                return false;
            }

            content = content[symbols..];
        }

        return true;
    }

    private readonly bool ReadScan(ReadOnlySpan<byte> content)
    {
        var frame = headers.Frame;
        var scan = headers.Scan;
        if (frame.ComponentCount == 0 || content.IsEmpty || content.Length != 4 + (2 * content[0]) || content[0] is < 1 or > 4)
        {
            return false;
        }

        scan.ComponentCount = content[0];
        var blocks = 0;
        for (var i = 0; i < scan.ComponentCount; i++)
        {
            var (id, tables) = (content[1 + (2 * i)], content[2 + (2 * i)]);
            var number = 0;
            while (number < frame.ComponentCount && frame.Components[number].Id != id)
            {
                number++;
            }

            // In the order of the frame, each once (B.2.3).
            if (number == frame.ComponentCount || (i > 0 && number <= scan.Components[i - 1]) || (tables >> 4) > 3 || (tables & 15) > 3)
            {
                return false;
            }

            scan.Components[i] = number;
            scan.DcTables[i] = tables >> 4;
            scan.AcTables[i] = tables & 15;
            blocks += frame.Components[number].Horizontal * frame.Components[number].Vertical;
        }

        var parameters = content[^3..];
        scan.SpectralStart = parameters[0];
        scan.SpectralEnd = parameters[1];
        scan.ApproximationHigh = parameters[2] >> 4;
        scan.ApproximationLow = parameters[2] & 15;
        return (scan.ComponentCount == 1 || blocks <= JpegFrame.MaxBlocksInMcu) && SettleQuantisers();
    }

    /// <summary>A component's quantiser is the one that is in force when its first scan begins.</summary>
    private readonly bool SettleQuantisers()
    {
        for (var i = 0; i < headers.Scan.ComponentCount; i++)
        {
            var component = headers.Frame.Components[headers.Scan.Components[i]];
            if (component.WasScanned)
            {
                continue;
            }

            if (!headers.TryGetSteps(component.QuantisationTable, out var steps))
            {
                return false;
            }

            steps.CopyTo(component.Steps);
            component.WasScanned = true;
        }

        return true;
    }

    private readonly void ReadApplicationData(byte marker, ReadOnlySpan<byte> content)
    {
        if (marker == JpegMarker.App0 && content.StartsWith("JFIF\0"u8) && content.Length >= JpegMetadata.JfifLength)
        {
            headers.HasJfif = true;
        }
        else if (marker == JpegMarker.App14 && content.StartsWith("Adobe"u8) && content.Length >= JpegMetadata.AdobeLength)
        {
            headers.AdobeTransform = content[JpegMetadata.AdobeLength - 1];
        }
    }
}
