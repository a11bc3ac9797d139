using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Reads the content of the marker segments of a file (ITU-T T.81, B.2).</summary>
internal static class JpegSegmentReader
{
    private const int MaxSamplingFactor = 4;

    /// <summary>Reads a frame header (B.2.2).</summary>
    /// <returns>Why reading ends here; null to go on.</returns>
    public static JpegReadStatus? ReadFrame(byte marker, ReadOnlySpan<byte> content, JpegHeaders headers, long maxPixels)
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

        // Such a frame cannot have a scan with all components, which is what is written; or no decoder shows what comes out.
        return count > 1 && (frame.BlocksInMcu > JpegFrame.MaxBlocksInMcu || frame.HasFractionalSampling) ? JpegReadStatus.Unsupported : null;
    }

    /// <summary>Reads quantisation tables (B.2.4.1).</summary>
    /// <returns>Whether they are sound.</returns>
    public static bool TryReadQuantisationTables(ReadOnlySpan<byte> content, JpegHeaders headers)
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

    /// <summary>Reads Huffman tables (B.2.4.2).</summary>
    /// <returns>Whether they are sound.</returns>
    public static bool TryReadHuffmanTables(ReadOnlySpan<byte> content, JpegHeaders headers)
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

    /// <summary>Reads a scan header (B.2.3).</summary>
    /// <returns>Why reading ends here: that it is a scan, or what keeps it from being one.</returns>
    public static JpegReadStatus ReadScan(ReadOnlySpan<byte> content, JpegHeaders headers)
    {
        if (!TryReadScanHeader(content, headers))
        {
            return JpegReadStatus.Damaged;
        }

        // A component that comes again in a sequential file: decoders make different things of it.
        if (!headers.Frame.IsProgressive && HasScannedComponent(headers))
        {
            return JpegReadStatus.Unsupported;
        }

        return SettleQuantisers(headers) ? JpegReadStatus.Scan : JpegReadStatus.Damaged;
    }

    /// <summary>Reads what APPn segments say of the colours (JFIF; Adobe, T.872, 6.5.3).</summary>
    public static void ReadApplicationData(byte marker, ReadOnlySpan<byte> content, JpegHeaders headers)
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

    private static bool TryReadScanHeader(ReadOnlySpan<byte> content, JpegHeaders headers)
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
        return scan.ComponentCount == 1 || blocks <= JpegFrame.MaxBlocksInMcu;
    }

    private static bool HasScannedComponent(JpegHeaders headers)
    {
        for (var i = 0; i < headers.Scan.ComponentCount; i++)
        {
            if (headers.Frame.Components[headers.Scan.Components[i]].WasScanned)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A component's quantiser is the one that is in force when its first scan begins.</summary>
    private static bool SettleQuantisers(JpegHeaders headers)
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
}
