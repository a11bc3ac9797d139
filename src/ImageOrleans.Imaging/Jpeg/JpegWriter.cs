using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Writes the marker segments of a file (ITU-T T.81, Annex B).</summary>
/// <param name="target">Where they go; it has room for all of them.</param>
internal ref struct JpegWriter(Span<byte> target)
{
    /// <summary>The most bytes that everything but metadata and entropy-coded data takes in a file with one scan.</summary>
    public const int MaxHeadersLength = 2048;

    private readonly Span<byte> _target = target;

    /// <summary>The number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Writes a marker.</summary>
    public void Marker(byte marker)
    {
        _target[Length++] = 0xFF;
        _target[Length++] = marker;
    }

    /// <summary>Writes a segment.</summary>
    public void Segment(byte marker, scoped ReadOnlySpan<byte> content)
    {
        Begin(marker, content.Length);
        content.CopyTo(_target[Length..]);
        Length += content.Length;
    }

    /// <summary>Writes the quantisation tables of components, each once, and the frame header.</summary>
    /// <param name="frame">The frame, with the result's steps and sampling factors.</param>
    /// <param name="isProgressive">Whether the scans that follow are progressive.</param>
    public void Frame(JpegFrame frame, bool isProgressive)
    {
        Span<byte> slots = stackalloc byte[JpegFrame.MaxComponents];
        var isExtended = false;
        byte used = 0;
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var steps = frame.Components[i].TargetSteps;
            var first = 0;
            while (!frame.Components[first].TargetSteps.AsSpan().SequenceEqual(steps))
            {
                first++;
            }

            slots[i] = first < i ? slots[first] : used++;
            if (first == i)
            {
                isExtended |= QuantisationTable(slots[i], steps);
            }
        }

        Begin(isProgressive ? JpegMarker.Sof2 : isExtended ? JpegMarker.Sof1 : JpegMarker.Sof0, 6 + (3 * frame.ComponentCount));
        Put(8);
        Put16(frame.Height);
        Put16(frame.Width);
        Put(frame.ComponentCount);
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var component = frame.Components[i];
            Put(component.Id);
            Put((component.Horizontal << 4) | component.Vertical);
            Put(slots[i]);
        }
    }

    /// <summary>The bytes that a Huffman table takes.</summary>
    public static int HuffmanTableLength(HuffmanSpecification table) => 5 + HuffmanSpecification.MaxLength + table.SymbolCount;

    /// <summary>Writes a Huffman table.</summary>
    /// <param name="kind">0 for DC, 1 for AC.</param>
    /// <param name="slot">Its number, 0 to 3.</param>
    /// <param name="table">The table.</param>
    public void HuffmanTable(int kind, int slot, HuffmanSpecification table)
    {
        Begin(JpegMarker.Dht, 1 + HuffmanSpecification.MaxLength + table.SymbolCount);
        Put((kind << 4) | slot);
        table.Counts.CopyTo(_target[Length..]);
        Length += HuffmanSpecification.MaxLength;
        table.Symbols.AsSpan(0, table.SymbolCount).CopyTo(_target[Length..]);
        Length += table.SymbolCount;
    }

    /// <summary>Writes the header of a scan; the tables of a component have the number of its class.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="scan">The scan.</param>
    public void Scan(JpegFrame frame, JpegScan scan)
    {
        Begin(JpegMarker.Sos, 4 + (2 * scan.ComponentCount));
        Put(scan.ComponentCount);
        for (var i = 0; i < scan.ComponentCount; i++)
        {
            Put(frame.Components[scan.Components[i]].Id);
            Put((scan.DcTables[i] << 4) | scan.AcTables[i]);
        }

        Put(scan.SpectralStart);
        Put(scan.SpectralEnd);
        Put((scan.ApproximationHigh << 4) | scan.ApproximationLow);
    }

    /// <summary>Writes what is encoded already.</summary>
    public void Encoded(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_target[Length..]);
        Length += bytes.Length;
    }

    /// <summary>Writes entropy-coded data with byte stuffing (B.1.1.5).</summary>
    public void EntropyData(ReadOnlySpan<byte> data)
    {
        while (true)
        {
            var run = data.IndexOf((byte)0xFF) + 1;
            if (run == 0)
            {
                data.CopyTo(_target[Length..]);
                Length += data.Length;
                return;
            }

            data[..run].CopyTo(_target[Length..]);
            Length += run;
            Put(0);
            data = data[run..];
        }
    }

    private bool QuantisationTable(int slot, ReadOnlySpan<ushort> steps)
    {
        var isWide = steps.ContainsAnyExceptInRange<ushort>(0, 255);
        Begin(JpegMarker.Dqt, 1 + (isWide ? 128 : 64));
        Put((isWide ? 0x10 : 0) | slot);
        foreach (var step in steps)
        {
            if (isWide)
            {
                Put16(step);
            }
            else
            {
                Put(step);
            }
        }

        return isWide;
    }

    private void Begin(byte marker, int contentLength)
    {
        Marker(marker);
        Put16(contentLength + 2);
    }

    private void Put(int value) => _target[Length++] = (byte)value;

    private void Put16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_target[Length..], (ushort)value);
        Length += 2;
    }
}
