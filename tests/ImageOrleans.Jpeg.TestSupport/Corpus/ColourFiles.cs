using ImageOrleans.Jpeg.TestSupport.Peers;
using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>Files that are not YCbCr. Those of four components, which cjpeg cannot make, are the reference encoder's.</summary>
internal static class ColourFiles
{
    public static IEnumerable<JpegFile> All()
    {
        foreach (var coding in new[] { [], ["-progressive"], new[] { "-restart", "2B", "-quality", "92" } })
        {
            var rgb = EncodedFiles.Cjpeg(37, 41, 9, ["-rgb", .. coding]);
            yield return rgb;
            yield return new JpegFile("without Adobe marker: " + rgb.Name, Without(rgb.Bytes, 0xEE));
            var ycc = EncodedFiles.Cjpeg(37, 41, 10, ["-sample", "1x1", .. coding]);
            yield return new JpegFile("Adobe YCbCr: " + ycc.Name, FileParts.Insert(Without(ycc.Bytes, 0xE0), Adobe(1)));
        }

        var small = EncodedFiles.Cjpeg(37, 41, 11, "-sample", "2x2", "-quality", "90").Bytes;
        var full = EncodedFiles.Cjpeg(37, 41, 12, "-sample", "1x1", "-quality", "80").Bytes;
        foreach (var (name, source, transform) in new (string, byte[], int?)[]
        {
            ("CMYK with Adobe marker", full, 0), ("CMYK without marker", full, null), ("YCCK", full, 2), ("YCCK 4:2:0", small, 2),
        })
        {
            var file = FourComponents(source, transform is { } value ? [new ReferenceSegment(0xEE, Adobe((byte)value)[4..])] : []);
            yield return new JpegFile(name, file);
            yield return new JpegFile(name + ", progressive", JpegTools.Jpegtran(file, "-progressive"));
            yield return new JpegFile(name + ", restarts", JpegTools.Jpegtran(file, "-restart", "1"));
        }
    }

    /// <summary>Adobe's segment (Adobe technical note 5116, section 18).</summary>
    /// <param name="transform">0 for RGB and CMYK, 1 for YCbCr, 2 for YCCK.</param>
    /// <returns>The segment with its marker.</returns>
    internal static byte[] Adobe(byte transform) => FileParts.Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);

    /// <summary>The file without the parts of a marker.</summary>
    internal static byte[] Without(byte[] file, byte marker) =>
        FileParts.Join(FileParts.Split(file).Where(part => !FileParts.Is(part, marker)));

    private static byte[] FourComponents(byte[] threeComponents, ReferenceSegment[] segments)
    {
        var three = ReferenceImage.Read(threeComponents);
        var first = three.Components[0];
        var black = new ReferenceComponent(
            three.Width, three.Height, 4, first.Horizontal, first.Vertical, three.MaxHorizontal, three.MaxVertical)
        {
            QuantisationTable = first.QuantisationTable,
        };
        for (var i = 0; i < black.Coefficients.Length; i++)
        {
            black.Coefficients[^(i + 1)] = [.. first.Coefficients[i]];
        }

        return new ReferenceEncoder(new ReferenceImage
        {
            Width = three.Width,
            Height = three.Height,
            Kind = ReferenceFrameKind.Baseline,
            Components = [.. three.Components, black],
            Segments = segments,
        }).WriteSequential();
    }
}
