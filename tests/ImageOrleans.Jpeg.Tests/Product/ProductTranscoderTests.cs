using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests.Product;

/// <summary>The transcoder of the product.</summary>
public sealed class ProductTranscoderTests() : TranscoderConformance(new ProductTranscoder())
{
    [Fact]
    public void A_component_that_a_sequential_file_has_twice_is_for_others()
    {
        // libjpeg lays the one over the other; other decoders take the last one.
        var parts = FileParts.Split(JpegFiles.Family("scan scripts")[0].Bytes).ToList();
        var scan = parts.FindIndex(part => FileParts.Is(part, 0xDA));
        var twice = FileParts.Join([.. parts[..(scan + 2)], .. parts[scan..]]);

        var outcome = new ProductTranscoder().Transcode(twice, new TranscodeRequest(), out _);

        Assert.Equal(2, parts[scan][4] + 1);
        Assert.Equal(TranscodeOutcome.Unsupported, outcome);
    }

    [Fact]
    public void Four_components_of_an_unknown_transform_are_taken_for_YCCK()
    {
        // As libjpeg takes them, with a warning.
        var known = JpegFiles.Family("colour spaces").Single(file => file.Name == "YCCK").Bytes;
        var unknown = FileParts.Join(FileParts.Split(known).Select(part => FileParts.Is(part, 0xEE) ? [.. part[..^1], (byte)3] : part));

        Assert.Equal(TablesOf(known), TablesOf(unknown));

        static IEnumerable<byte[]> TablesOf(byte[] file)
        {
            Assert.Equal(TranscodeOutcome.Transcoded, new ProductTranscoder().Transcode(file, new TranscodeRequest(), out var output));
            return FileParts.Split(output!).Where(part => FileParts.Is(part, 0xDB));
        }
    }
}
