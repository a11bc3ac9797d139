namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>
/// Reads a file marker by marker (T.81 annex B), plainly: a method for each segment. Where the format is broken it does what
/// libjpeg-turbo does (jdmarker.c, jdinput.c), and refuses where that would stop with an error.
/// </summary>
internal sealed class ReferenceParser
{
    private readonly ushort[]?[] _quantisationTables = new ushort[]?[4];
    private readonly ReferenceHuffmanTable?[] _dcTables = new ReferenceHuffmanTable?[4];
    private readonly ReferenceHuffmanTable?[] _acTables = new ReferenceHuffmanTable?[4];
    private readonly List<ReferenceSegment> _segments = [];
    private readonly byte[] _data;
    private readonly long _maxPixels;
    private readonly Dictionary<ReferenceComponent, int> _quantisationSelectors = [];
    private int _position;
    private int _restartInterval;
    private bool _hasScan;

    /// <summary>A sequential file whose first scan has all components has no further scan.</summary>
    private bool _isSingleScan;

    private ReferenceImage? _image;

    /// <summary>Takes a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="maxPixels">With more pixels it is refused.</param>
    public ReferenceParser(ReadOnlySpan<byte> file, long maxPixels)
    {
        _maxPixels = maxPixels;

        // Behind the end libjpeg finds EOI, as often as it looks (jdatasrc.c, fill_input_buffer); a segment may be 65,535 bytes long.
        _data = new byte[file.Length + 65_540];
        file.CopyTo(_data);
        for (var i = file.Length; i < _data.Length; i++)
        {
            _data[i] = (byte)((i - file.Length) % 2 == 0 ? 0xFF : 0xD9);
        }
    }

    /// <summary>Reads the file up to its end of image.</summary>
    /// <returns>The image.</returns>
    public ReferenceImage Read()
    {
        if (_data is not [0xFF, 0xD8, ..])
        {
            throw ReferenceRefusalException.Damaged("The file does not begin with SOI.");
        }

        _position = 2;
        byte pending = 0;
        while (true)
        {
            var marker = pending != 0 ? pending : NextMarker();
            pending = 0;
            switch (marker)
            {
                case 0xD9:
                    return Finish();
                case 0xC0 or 0xC1 or 0xC2:
                    ReadFrameHeader((ReferenceFrameKind)marker);
                    break;
                case 0xC4:
                    ReadHuffmanTables();
                    break;
                case 0xDB:
                    ReadQuantisationTables();
                    break;
                case 0xDD:
                    ReadRestartInterval();
                    break;
                case 0xDA:
                    pending = ReadScan();
                    if (_image is { Kind: not ReferenceFrameKind.Progressive } && _isSingleScan)
                    {
                        return Finish();
                    }

                    break;
                case (>= 0xE0 and <= 0xEF) or 0xFE:
                    _segments.Add(new ReferenceSegment(marker, ReadSegment()));
                    break;
                case (>= 0xD0 and <= 0xD7) or 0x01:
                    break;
                case 0xCC or 0xDC:
                    // Conditioning of arithmetic coding, and a height that is known: libjpeg passes over both.
                    ReadSegment();
                    break;
                case 0xC3 or (>= 0xC5 and <= 0xC7) or (>= 0xC9 and <= 0xCB) or (>= 0xCD and <= 0xCF) or 0xDE:
                    throw new ReferenceRefusalException(
                        ReferenceRefusal.Unsupported, $"Marker {marker:X2}: lossless, hierarchical or arithmetic.");
                default:
                    throw ReferenceRefusalException.Damaged($"Marker {marker:X2} is out of place or means nothing.");
            }
        }
    }

    /// <summary>Ends the image. Components that no scan had are zero.</summary>
    private ReferenceImage Finish()
    {
        Require(_hasScan, "There is no scan.");
        LatchQuantisationTables(_image!.Components);
        return _image;
    }

    /// <summary>B.1.1.2 Markers, with any fill bytes.</summary>
    private byte NextMarker()
    {
        byte marker;
        do
        {
            while (_data[_position++] != 0xFF)
            {
            }

            while (_data[_position] == 0xFF)
            {
                _position++;
            }

            marker = _data[_position++];
        }
        while (marker == 0);
        return marker;
    }

    /// <summary>B.2.2 Frame header.</summary>
    private void ReadFrameHeader(ReferenceFrameKind kind)
    {
        Require(_image is null, "There are two frames.");
        var segment = ReadSegment();
        Require(segment.Length >= 6, "The frame header is short.");
        var height = Word(segment, 1);
        var width = Word(segment, 3);
        var count = segment[5];
        if (segment[0] != 8)
        {
            throw segment[0] == 12
                ? new ReferenceRefusalException(ReferenceRefusal.Unsupported, "The samples have 12 bits.")
                : ReferenceRefusalException.Damaged($"The samples have {segment[0]} bits.");
        }

        if (height == 0 && width > 0)
        {
            throw new ReferenceRefusalException(ReferenceRefusal.Unsupported, "DNL is to give the height.");
        }

        Require(width is > 0 and <= 65500 && height <= 65500, "The sides are out of range.");
        Require(count is > 0 and <= 10 && segment.Length == 6 + (3 * count), "The frame header has the wrong length.");
        var factors = Enumerable.Range(0, count).Select(i => (High: segment[7 + (3 * i)] >> 4, Low: segment[7 + (3 * i)] & 15)).ToList();
        Require(factors.All(factor => factor is { High: >= 1 and <= 4, Low: >= 1 and <= 4 }), "A sampling factor is out of range.");
        var (maxHorizontal, maxVertical) = (factors.Max(factor => factor.High), factors.Max(factor => factor.Low));
        if (count is not (1 or 3 or 4) || factors.Any(factor => maxHorizontal % factor.High != 0 || maxVertical % factor.Low != 0))
        {
            // libjpeg can read their coefficients, but not show them (jdcolor.c, jdsample.c).
            throw new ReferenceRefusalException(ReferenceRefusal.Unsupported, "The components are of an unknown number or shape.");
        }

        if ((long)width * height > _maxPixels)
        {
            throw new ReferenceRefusalException(ReferenceRefusal.TooManyPixels, $"It has {width}x{height} pixels.");
        }

        var components = new List<ReferenceComponent>();
        for (var i = 0; i < count; i++)
        {
            components.Add(new ReferenceComponent(
                width,
                height,
                segment[6 + (3 * i)],
                factors[i].High,
                factors[i].Low,
                maxHorizontal,
                maxVertical));
            _quantisationSelectors[components[i]] = segment[8 + (3 * i)];
        }

        _image = new ReferenceImage { Width = width, Height = height, Kind = kind, Components = components, Segments = _segments };
    }

    /// <summary>B.2.3 Scan header, and the scan's _data.</summary>
    /// <returns>The marker behind the data, if the decoder has read it; else zero.</returns>
    private byte ReadScan()
    {
        Require(_image is not null, "A scan comes before the frame.");
        var segment = ReadSegment();
        Require(
            segment.Length >= 1 && segment[0] is >= 1 and <= 4 && segment.Length == 4 + (2 * segment[0]),
            "The scan header has the wrong length.");
        var isProgressive = _image.Kind == ReferenceFrameKind.Progressive;
        var count = segment[0];
        if (!isProgressive && !_hasScan)
        {
            UseStandardTables();
        }

        var spectralStart = isProgressive ? segment[^3] : 0;
        var spectralEnd = isProgressive ? segment[^2] : 63;
        var high = isProgressive ? segment[^1] >> 4 : 0;
        var low = isProgressive ? segment[^1] & 15 : 0;
        Require(
            !isProgressive || (spectralStart == 0
                ? spectralEnd == 0
                : spectralStart <= spectralEnd && spectralEnd <= 63 && count == 1),
            "The band of the scan is none.");
        Require((high == 0 || low == high - 1) && low <= 13, "The bits of the scan are none.");

        var components = new List<ReferenceScanComponent>();
        for (var i = 0; i < count; i++)
        {
            var id = segment[1 + (2 * i)];
            var tables = segment[2 + (2 * i)];
            var component = _image.Components.Take(4).FirstOrDefault(one => one.Id == id && components.All(other => other.Component != one));
            Require(component is not null, "The scan has a component that the frame has not.");
            components.Add(new ReferenceScanComponent
            {
                Component = component,
                Dc = spectralStart == 0 && high == 0 ? Table(_dcTables, tables >> 4).Generate(isDc: true) : null,
                Ac = spectralEnd > 0 ? Table(_acTables, tables & 15).Generate(isDc: false) : null,
            });
        }

        Require(
            count == 1 || components.Sum(one => one.Component.Horizontal * one.Component.Vertical) <= 10,
            "An MCU has more than ten blocks.");
        LatchQuantisationTables(components.Select(one => one.Component));
        _isSingleScan = !_hasScan && count == _image.Components.Count;
        _hasScan = true;
        var reader = new ReferenceBitReader(_data, _position);
        ReferenceCoefficientDecoder decoder = isProgressive
            ? new ReferenceProgressiveDecoder(reader, spectralStart, spectralEnd, high, low)
            : new ReferenceSequentialDecoder(reader);
        new ReferenceScan(components, _restartInterval).Decode(reader, decoder);
        _position = reader.Position;
        return reader.Marker;
    }

    /// <summary>A component's table is what stands in its slot at its first scan.</summary>
    private void LatchQuantisationTables(IEnumerable<ReferenceComponent> components)
    {
        foreach (var component in components.Where(one => one.QuantisationTable is null))
        {
            var selector = _quantisationSelectors[component];
            Require(selector < 4 && _quantisationTables[selector] is not null, "A quantisation table is missing.");
            component.QuantisationTable = _quantisationTables[selector];
        }
    }

    /// <summary>B.2.4.1 Quantisation tables.</summary>
    private void ReadQuantisationTables()
    {
        var segment = ReadSegment().AsSpan();
        while (segment.Length > 0)
        {
            var is16Bit = segment[0] >> 4 != 0;
            var slot = segment[0] & 15;
            var length = is16Bit ? 128 : 64;
            Require(slot < 4 && segment.Length > length, "A quantisation table is short.");
            var table = new ushort[64];
            for (var k = 0; k < 64; k++)
            {
                table[k] = is16Bit ? Word(segment, 1 + (2 * k)) : segment[1 + k];
            }

            _quantisationTables[slot] = table;
            segment = segment[(1 + length)..];
        }
    }

    /// <summary>B.2.4.2 Huffman tables.</summary>
    private void ReadHuffmanTables()
    {
        var segment = ReadSegment().AsSpan();
        while (segment.Length > 0)
        {
            Require(segment.Length >= 17, "A Huffman table is short.");
            var (kind, slot) = (segment[0] >> 4, segment[0] & 15);
            var bits = segment[1..17].ToArray();
            var count = bits.Sum(number => number);
            Require(kind <= 1 && slot < 4 && count <= 256 && segment.Length >= 17 + count, "A Huffman table is short.");
            (kind == 0 ? _dcTables : _acTables)[slot] = new ReferenceHuffmanTable(bits, segment[17..(17 + count)].ToArray());
            segment = segment[(17 + count)..];
        }
    }

    /// <summary>B.2.4.4 Restart interval.</summary>
    private void ReadRestartInterval()
    {
        var segment = ReadSegment();
        Require(segment.Length == 2, "The restart interval has the wrong length.");
        _restartInterval = Word(segment, 0);
    }

    private byte[] ReadSegment()
    {
        var length = Word(_data, _position);
        Require(length >= 2, "A segment's length is wrong.");
        var segment = _data[(_position + 2)..(_position + length)];
        _position += length;
        return segment;
    }

    /// <summary>Sequential files without tables are meant to have those of T.81 K.3 (jstdhuff.c).</summary>
    private void UseStandardTables()
    {
        for (var slot = 0; slot < 2; slot++)
        {
            _dcTables[slot] ??= StandardHuffmanTables.Dc[slot];
            _acTables[slot] ??= StandardHuffmanTables.Ac[slot];
        }
    }

    private static ReferenceHuffmanTable Table(ReferenceHuffmanTable?[] tables, int slot)
    {
        Require(slot < 4 && tables[slot] is not null, "A Huffman table is missing.");
        return tables[slot]!;
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, int offset) => (ushort)((bytes[offset] << 8) | bytes[offset + 1]);

    private static void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool condition, string otherwise)
    {
        if (!condition)
        {
            throw ReferenceRefusalException.Damaged(otherwise);
        }
    }
}
