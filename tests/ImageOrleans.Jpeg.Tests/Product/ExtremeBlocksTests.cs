using ImageOrleans.Jpeg.TestSupport.Reference;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests.Product;

/// <summary>Blocks that no photograph has.</summary>
public sealed class ExtremeBlocksTests
{
    private const int Last = 63;

    private readonly ProductTranscoder _transcoder = new();

    [Fact]
    public void Chrominance_that_gets_too_large_by_halving_is_refused()
    {
        // The DC of two neighbours far apart, in large steps, comes to an AC coefficient in small steps.
        var steps = Enumerable.Repeat((ushort)1, 64).ToArray();
        steps[0] = 255;
        var file = Write(8, 16, steps, (component, block, levels) => levels[0] = (short)(component == 0 ? 0 : block == 0 ? 1023 : -1023));

        Assert.Equal(TranscodeOutcome.Damaged, _transcoder.Transcode(file, new TranscodeRequest { Quality = 50 }, out _));
    }

    [Theory, InlineData(8), InlineData(24), InlineData(40)]
    public void All_coefficients_may_survive_halving(int width)
    {
        var steps = Enumerable.Repeat((ushort)255, 64).ToArray();
        var random = new Random(width);
        var file = Write(width, 16, steps, (_, _, levels) =>
        {
            for (var k = 0; k < levels.Length; k++)
            {
                levels[k] = (short)((k == 0 ? 1 : 100) * (random.Next(2) == 0 ? -1 : 1));
            }
        });

        Assert.Equal(TranscodeOutcome.Transcoded, _transcoder.Transcode(file, new TranscodeRequest { Quality = 50 }, out var output));
        var source = ReferenceImage.Read(file).Components[0];
        var result = ReferenceImage.Read(output).Components[0];
        for (var row = 0; row < source.BlocksHigh; row++)
        {
            for (var column = 0; column < source.BlocksWide; column++)
            {
                Assert.Equal(
                    source.Coefficients[(row * source.PaddedBlocksWide) + column],
                    result.Coefficients[(row * result.PaddedBlocksWide) + column]);
            }
        }
    }

    [Fact]
    public void A_last_coefficient_alone_survives_beside_empty_blocks()
    {
        // Its codes are so short that the zeros before it, it, and the end of the next block fit into one entry of a table.
        var steps = Enumerable.Repeat((ushort)4, 64).ToArray();
        var file = Write(256, 64, steps, (component, block, levels) =>
        {
            if (component == 0 && block % 3 == 0)
            {
                levels[Last] = (short)(block % 2 == 0 ? 1 : -1);
            }
        });

        Assert.Equal(
            TranscodeOutcome.Transcoded,
            _transcoder.Transcode(file, new TranscodeRequest { Quality = 100, KeepSampling = true }, out var output));
        Assert.Equal(
            ReferenceImage.Read(file).Components.SelectMany(component => component.Coefficients),
            ReferenceImage.Read(output).Components.SelectMany(component => component.Coefficients));
    }

    private static byte[] Write(int width, int height, ushort[] steps, Action<int, int, short[]> fill)
    {
        var components = Enumerable.Range(0, 3).Select(number =>
        {
            var component = new ReferenceComponent(width, height, (byte)(number + 1), 1, 1, 1, 1) { QuantisationTable = steps };
            for (var block = 0; block < component.Coefficients.Length; block++)
            {
                fill(number, block, component.Coefficients[block]);
            }

            return component;
        }).ToArray();
        return new ReferenceEncoder(new ReferenceImage
        {
            Width = width,
            Height = height,
            Kind = ReferenceFrameKind.Baseline,
            Components = components,
            Segments = [],
        }).WriteSequential();
    }
}
