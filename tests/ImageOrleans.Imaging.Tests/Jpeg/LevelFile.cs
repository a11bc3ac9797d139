using ImageOrleans.Imaging.Jpeg;

namespace ImageOrleans.Imaging.Tests.Jpeg;

/// <summary>Makes JPEG files of levels, and reads levels from files.</summary>
internal static unsafe class LevelFile
{
    private const ushort Step = 16;

    /// <summary>A baseline file.</summary>
    public static byte[] WriteBaseline(LevelPicture picture)
    {
        using var workspace = new JpegWorkspace();
        Load(workspace, picture);
        var symbolCount = PlaneEncoder.Encode(workspace);
        Assert.True(symbolCount > 0);
        var bits = workspace.Codes.BuildOptimal();
        var data = workspace.Output.Reserve((nuint)(bits / 8) + 1 + SymbolWriter.Slack);
        var symbols = workspace.Symbols.Pointer;
        var end = SymbolWriter.Write(symbols, symbols + symbolCount, workspace.Codes.Codes, data);
        var frame = workspace.Headers.Frame;
        var target = new byte[4096 + (2 * (int)(end - data))];
        var writer = new JpegWriter(target);
        writer.Marker(JpegMarker.Soi);
        writer.Frame(frame, isProgressive: false);
        for (var table = 0; table < SymbolCodes.Tables; table++)
        {
            if (workspace.Codes.Specifications[table].IsDefined)
            {
                writer.HuffmanTable(table & 1, table >> 1, workspace.Codes.Specifications[table]);
            }
        }

        var scan = workspace.OutputScan;
        scan.ComponentCount = frame.ComponentCount;
        for (var i = 0; i < scan.ComponentCount; i++)
        {
            (scan.Components[i], scan.DcTables[i], scan.AcTables[i]) = (i, frame.Components[i].Class, frame.Components[i].Class);
        }

        (scan.SpectralStart, scan.SpectralEnd, scan.ApproximationHigh, scan.ApproximationLow) = (0, 63, 0, 0);
        writer.Scan(frame, scan);
        writer.EntropyData(new ReadOnlySpan<byte>(data, (int)(end - data)));
        writer.Marker(JpegMarker.Eoi);
        return target[..writer.Length];
    }

    /// <summary>A progressive file with given scans.</summary>
    public static byte[] WriteProgressive(LevelPicture picture, params ReadOnlySpan<ProgressiveScan> scans)
    {
        using var workspace = new JpegWorkspace();
        Load(workspace, picture);
        var frame = workspace.Headers.Frame;
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            workspace.SparsePlanes[i].Start(frame.Components[i].BlocksWide, frame.Components[i].BlocksHigh);
        }

        Assert.True(SparsePlaneFiller.TryTake(workspace));
        workspace.ProgressiveWriter.Start();
        Assert.True(workspace.ProgressiveWriter.TryWrite(scans));
        var target = new byte[4096 + workspace.ProgressiveWriter.Scans.Length];
        var writer = new JpegWriter(target);
        writer.Marker(JpegMarker.Soi);
        writer.Frame(frame, isProgressive: true);
        writer.Encoded(workspace.ProgressiveWriter.Scans);
        writer.Marker(JpegMarker.Eoi);
        return target[..writer.Length];
    }

    /// <summary>The levels of each component, as far as the picture goes.</summary>
    public static short[][] Read(ReadOnlySpan<byte> file)
    {
        using var workspace = new JpegWorkspace();
        var headers = workspace.Headers;
        headers.Reset();
        var reader = new JpegReader(file, headers, long.MaxValue);
        var status = reader.ReadToScan();
        Assert.Equal(JpegReadStatus.Scan, status);
        PlaneDecoder.Prepare(workspace);
        for (; status == JpegReadStatus.Scan; status = reader.ReadToScan())
        {
            var position = reader.Position;
            Assert.True(workspace.Entropy.TryRead(file, ref position));
            Assert.True(PlaneDecoder.TryDecode(workspace));
            reader.Position = position;
        }

        Assert.Equal(JpegReadStatus.End, status);
        var result = new short[headers.Frame.ComponentCount][];
        for (var i = 0; i < result.Length; i++)
        {
            var component = headers.Frame.Components[i];
            result[i] = new short[64 * component.BlocksWide * component.BlocksHigh];
            for (var block = 0; block < component.BlocksWide * component.BlocksHigh; block++)
            {
                Get(workspace.Planes[i], NumberOf(workspace.Planes[i], component, block), result[i].AsSpan(64 * block, 64));
            }
        }

        return result;
    }

    private static void Load(JpegWorkspace workspace, LevelPicture picture)
    {
        var frame = workspace.Headers.Frame;
        workspace.Headers.Reset();
        (frame.Width, frame.Height, frame.ComponentCount) = (picture.Width, picture.Height, picture.Levels.Length);
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var component = frame.Components[i];
            component.Id = (byte)(i + 1);
            (component.Horizontal, component.Vertical) = picture.Sampling[i];
            component.Class = workspace.Headers.HasChrominance && i is 1 or 2 ? 1 : 0;
            component.Steps.AsSpan().Fill(Step);
            component.TargetSteps.AsSpan().Fill(Step);
        }

        frame.Lay();
        PlaneDecoder.Prepare(workspace);
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var component = frame.Components[i];
            for (var block = 0; block < component.BlocksWide * component.BlocksHigh; block++)
            {
                Put(workspace.Planes[i], NumberOf(workspace.Planes[i], component, block), picture.Levels[i].AsSpan(64 * block, 64));
            }
        }
    }

    /// <summary>Puts a block into a plane.</summary>
    public static void Put(CoefficientPlane plane, nint number, ReadOnlySpan<short> block)
    {
        (plane.Dc[number], plane.Known[number]) = (block[0], 0);
        for (var k = 1; k < 64; k++)
        {
            // What is there of levels that are zero has no meaning.
            plane.LevelsOf(number)[k] = block[k] == 0 ? (short)(k * 77) : block[k];
            plane.Known[number] |= block[k] == 0 ? 0 : 1UL << k;
        }
    }

    /// <summary>Gets a block of a plane.</summary>
    public static void Get(CoefficientPlane plane, nint number, Span<short> block)
    {
        block[0] = plane.Dc[number];
        for (var k = 1; k < 64; k++)
        {
            block[k] = (plane.Known[number] >> k & 1) == 0 ? (short)0 : plane.LevelsOf(number)[k];
        }
    }

    private static nint NumberOf(CoefficientPlane plane, JpegComponent component, int block) =>
        plane.IndexOf(block / component.BlocksWide, block % component.BlocksWide);
}
