using System.Buffers;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The transcoding of one file.</summary>
/// <param name="workspace">What it works with.</param>
/// <param name="options">What to make of it.</param>
internal readonly ref struct JpegTranscoding(JpegWorkspace workspace, JpegTranscodeOptions options)
{
    /// <summary>
    /// The most scans of a file. Encoders make some ten; a scan of a few bytes can take a whole pass over a large picture.
    /// </summary>
    private const int MaxScans = 100;

    /// <summary>From this quality on the chrominance keeps its resolution.</summary>
    private const int FullChromaQuality = 90;

    /// <summary>Progressive scans of more bytes are worth their headers.</summary>
    private const int MaxSmallLength = 8192;

    private readonly JpegHeaders _headers = workspace.Headers;

    private bool IsProgressive => options.Progressive || options.Effort == CompressionEffort.Max;

    /// <summary>Transcodes the file.</summary>
    public JpegTranscodeResult Run(ReadOnlySpan<byte> source, out EncodedImage? image)
    {
        image = null;
        _headers.Reset();
        var reader = new JpegReader(source, _headers, options.MaxPixels);
        var status = reader.ReadToScan();
        if (status != JpegReadStatus.Scan)
        {
            return ResultOf(status);
        }

        var chroma = options.KeepSampling || options.Quality >= FullChromaQuality
            ? ChromaReduction.None
            : ChromaReduction.Of(_headers);
        int symbols;
        ChooseTargets();
        var isDirect = chroma.IsNone && DirectPath.Fits(_headers);
        if (IsProgressive)
        {
            return RunProgressive(source, ref reader, isDirect, chroma, out image);
        }

        if (isDirect)
        {
            var position = reader.Position;
            symbols = workspace.Entropy.TryRead(source, ref position) ? DirectPath.Decode(workspace) : -1;
        }
        else if (ReducingPath.Fits(_headers, chroma))
        {
            var position = reader.Position;
            symbols = workspace.Entropy.TryRead(source, ref position) ? ReducingPath.Decode(workspace, chroma) : -1;
        }
        else
        {
            status = ReadPlanes(source, ref reader);
            if (status != JpegReadStatus.End)
            {
                return ResultOf(status);
            }

            ChooseTargets();
            chroma.Apply(workspace);
            symbols = PlaneEncoder.Encode(workspace);
        }

        if (symbols < 0)
        {
            return JpegTranscodeResult.Damaged;
        }

        image = Write(source, symbols);
        return JpegTranscodeResult.Transcoded;
    }

    private JpegTranscodeResult RunProgressive(
        ReadOnlySpan<byte> source, ref JpegReader reader, bool isDirect, ChromaReduction chroma, out EncodedImage? image)
    {
        image = null;
        var path = new ProgressivePath(workspace, options);
        bool isSound;
        if (isDirect)
        {
            var position = reader.Position;
            isSound = workspace.Entropy.TryRead(source, ref position) && path.TryTakeScan();
        }
        else
        {
            var status = ReadPlanes(source, ref reader);
            if (status != JpegReadStatus.End)
            {
                return ResultOf(status);
            }

            ChooseTargets();
            isSound = path.TryTakePlanes(chroma);
        }

        if (!isSound)
        {
            return JpegTranscodeResult.Damaged;
        }

        if (TryEncodeSmall(out var symbols))
        {
            image = Write(source, symbols);
            return JpegTranscodeResult.Transcoded;
        }

        var scans = workspace.ProgressiveWriter.Scans;
        var length = JpegMetadata.MaxLength(_headers) + JpegWriter.MaxHeadersLength + scans.Length;
        var memory = MemoryPool<byte>.Shared.Rent(length);
        var writer = new JpegWriter(memory.Memory.Span);
        writer.Marker(JpegMarker.Soi);
        JpegMetadata.Write(_headers, source, options.Metadata, ref writer);
        writer.Frame(_headers.Frame, isProgressive: true);
        writer.Encoded(scans);
        writer.Marker(JpegMarker.Eoi);
        image = new EncodedImage(ImageFormat.Jpeg, memory.Memory[..writer.Length], memory);
        return JpegTranscodeResult.Transcoded;
    }

    /// <summary>
    /// Encodes the levels of a small picture as a baseline scan, if the fewest bytes are wanted and it takes fewer of them: the
    /// headers of progressive scans may come to more than those save.
    /// </summary>
    private bool TryEncodeSmall(out int symbols)
    {
        symbols = 0;
        var scansLength = workspace.ProgressiveWriter.Scans.Length;
        if (options.Progressive || scansLength > MaxSmallLength || _headers.Frame.BlocksInMcu > JpegFrame.MaxBlocksInMcu)
        {
            return false;
        }

        for (var i = 0; i < _headers.Frame.ComponentCount; i++)
        {
            workspace.SparsePlanes[i].CopyTo(workspace.Planes[i], _headers.Frame.Components[i].TargetSteps);
        }

        symbols = PlaneEncoder.Encode(workspace);
        var bytes = workspace.Codes.BuildOptimal() / 8;
        foreach (var table in workspace.Codes.Specifications)
        {
            bytes += table.IsDefined ? JpegWriter.HuffmanTableLength(table) : 0;
        }

        return symbols >= 0 && bytes < scansLength;
    }

    private static JpegTranscodeResult ResultOf(JpegReadStatus status) => status switch
    {
        JpegReadStatus.Unsupported => JpegTranscodeResult.Unsupported,
        JpegReadStatus.TooManyPixels => JpegTranscodeResult.TooManyPixels,
        _ => JpegTranscodeResult.Damaged,
    };

    private void ChooseTargets()
    {
        var hasChrominance = _headers.HasChrominance;
        for (var i = 0; i < _headers.Frame.ComponentCount; i++)
        {
            var component = _headers.Frame.Components[i];
            component.Class = hasChrominance && i is 1 or 2 ? 1 : 0;
            if (options.Effort == CompressionEffort.Max)
            {
                TrellisDesign.Choose(options.Quality, component.Class == 1, component.Steps, component.TargetSteps);
            }
            else
            {
                QuantiserDesign.Choose(options.Quality, component.Class == 1, component.Steps, component.TargetSteps);
            }
        }
    }

    /// <summary>Decodes all scans, from the one whose header was read.</summary>
    private JpegReadStatus ReadPlanes(ReadOnlySpan<byte> source, ref JpegReader reader)
    {
        PlaneDecoder.Prepare(workspace);
        var scans = 0;
        JpegReadStatus status;
        do
        {
            var position = reader.Position;
            if (++scans > MaxScans || !workspace.Entropy.TryRead(source, ref position) || !PlaneDecoder.TryDecode(workspace))
            {
                return JpegReadStatus.Damaged;
            }

            reader.Position = position;
            status = reader.ReadToScan();
        }
        while (status == JpegReadStatus.Scan);

        if (status != JpegReadStatus.End)
        {
            return status;
        }

        foreach (var component in _headers.Frame.Used)
        {
            if (!component.WasScanned)
            {
                return JpegReadStatus.Damaged;
            }
        }

        // Known not before the first scan of each.
        for (var i = 0; i < _headers.Frame.ComponentCount; i++)
        {
            _headers.Frame.Components[i].Steps.CopyTo(workspace.Planes[i].Steps, 0);
        }

        return status;
    }

    private unsafe EncodedImage Write(ReadOnlySpan<byte> source, int symbolCount)
    {
        var bits = workspace.Codes.BuildOptimal();
        var data = workspace.Output.Reserve((nuint)(bits / 8) + 1 + SymbolWriter.Slack);
        var symbols = workspace.Symbols.Pointer;
        var dataEnd = SymbolWriter.Write(symbols, symbols + symbolCount, workspace.Codes.Codes, data);
        var entropy = new ReadOnlySpan<byte>(data, (int)(dataEnd - data));
        var length = JpegMetadata.MaxLength(_headers) + JpegWriter.MaxHeadersLength + entropy.Length + entropy.Count((byte)0xFF);
        var memory = MemoryPool<byte>.Shared.Rent(length);
        var writer = new JpegWriter(memory.Memory.Span);
        writer.Marker(JpegMarker.Soi);
        JpegMetadata.Write(_headers, source, options.Metadata, ref writer);
        writer.Frame(_headers.Frame, isProgressive: false);
        for (var table = 0; table < SymbolCodes.Tables; table++)
        {
            if (workspace.Codes.Specifications[table].IsDefined)
            {
                writer.HuffmanTable(table & 1, table >> 1, workspace.Codes.Specifications[table]);
            }
        }

        var scan = workspace.OutputScan;
        scan.ComponentCount = _headers.Frame.ComponentCount;
        for (var i = 0; i < scan.ComponentCount; i++)
        {
            scan.Components[i] = i;
            scan.DcTables[i] = scan.AcTables[i] = _headers.Frame.Components[i].Class;
        }

        (scan.SpectralStart, scan.SpectralEnd, scan.ApproximationHigh, scan.ApproximationLow) = (0, 63, 0, 0);
        writer.Scan(_headers.Frame, scan);
        writer.EntropyData(entropy);
        writer.Marker(JpegMarker.Eoi);
        return new EncodedImage(ImageFormat.Jpeg, memory.Memory[..writer.Length], memory);
    }
}
