using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Reference;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests;

/// <content>What becomes of the segments.</content>
public abstract partial class TranscoderConformance
{
    public static MatrixTheoryData<int, bool> Orientations => new([1, 2, 3, 4, 5, 6, 7, 8], [true, false]);

    [Theory]
    [MemberData(nameof(Orientations))]
    public void The_orientation_stays(int orientation, bool isBigEndian)
    {
        var file = FileParts.Insert(JpegFiles.Family("qualities")[9].Bytes, MetadataFiles.Segments(orientation, isBigEndian));
        Assert.Equal(orientation, ReferenceMetadata.Orientation(SegmentsOf(file, new TranscodeRequest())));
        Assert.Equal(orientation, ReferenceMetadata.Orientation(SegmentsOf(file, new TranscodeRequest { KeepMetadata = true })));
    }

    [Fact]
    public void The_profile_stays_with_all_its_chunks_in_order()
    {
        var file = WithMetadata();
        var chunks = ReferenceImage.Read(file).Segments.Where(segment => segment.IsIccProfile).Select(segment => segment.Data).ToList();
        Assert.Equal(3, chunks.Count);
        Assert.Equal(chunks, SegmentsOf(file, new TranscodeRequest()).Where(segment => segment.IsIccProfile).Select(segment => segment.Data));
    }

    [Fact]
    public void Stripped_files_have_nothing_else()
    {
        var segments = SegmentsOf(WithMetadata(), new TranscodeRequest());
        Assert.All(segments, segment => Assert.True(
            segment.IsJfif || segment.IsIccProfile || (segment.IsExif && segment.Data.Length < 60), $"There is a segment {segment.Marker:X2}."));
        Assert.DoesNotContain(segments, segment => segment.Data.AsSpan().IndexOf("xmpmeta"u8) >= 0);
        Assert.Single(segments, segment => segment.IsJfif);
    }

    [Fact]
    public void Of_an_upright_picture_no_exif_stays()
    {
        var file = FileParts.Insert(JpegFiles.Family("qualities")[9].Bytes, MetadataFiles.Segments(orientation: 1));
        Assert.DoesNotContain(SegmentsOf(file, new TranscodeRequest()), segment => segment.IsExif);
    }

    [Fact]
    public void The_density_stays()
    {
        byte[] jfif = [.. "JFIF\0"u8, 1, 2, 1, 1, 44, 1, 44, 0, 0];
        var file = FileParts.Insert(WithoutJfif("qualities"), FileParts.Segment(0xE0, jfif));
        Assert.Equal(jfif[5..12], SegmentsOf(file, new TranscodeRequest()).Single(segment => segment.IsJfif).Data[5..12]);
    }

    [Fact]
    public void Kept_metadata_are_all_there_in_order()
    {
        var file = WithMetadata();
        var expected = ReferenceImage.Read(file).Segments;
        var actual = SegmentsOf(file, new TranscodeRequest { KeepMetadata = true });
        Assert.Equal(expected.Select(segment => (segment.Marker, Convert.ToHexString(segment.Data))).Order(), actual
            .Select(segment => (segment.Marker, Convert.ToHexString(segment.Data))).Order());
    }

    [Fact]
    public void The_colour_space_stays() => Judgement.All(JpegFiles.Family("colour spaces"), file =>
    {
        var output = ReferenceImage.Read(Transcode(file, new TranscodeRequest()));
        var expected = file.Reference;
        return output.ColourSpace == expected.ColourSpace
            && output.Segments.Count(segment => segment.IsAdobe) == expected.Segments.Count(segment => segment.IsAdobe)
                ? null
                : $"{expected.ColourSpace} has become {output.ColourSpace}.";
    });

    private static byte[] WithMetadata() => FileParts.Insert(JpegFiles.Family("qualities")[9].Bytes, MetadataFiles.Segments(orientation: 6));

    private static byte[] WithoutJfif(string family) =>
        FileParts.Join(FileParts.Split(JpegFiles.Family(family)[9].Bytes).Where(part => !FileParts.Is(part, 0xE0)));

    private IReadOnlyList<ReferenceSegment> SegmentsOf(byte[] file, TranscodeRequest request) =>
        ReferenceImage.Read(Transcode(new JpegFile("a file", file), request)).Segments;
}
