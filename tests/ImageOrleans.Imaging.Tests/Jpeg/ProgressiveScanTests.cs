using ImageOrleans.Imaging.Jpeg;

namespace ImageOrleans.Imaging.Tests.Jpeg;

/// <summary>Progressive scans hold the levels that were put into them.</summary>
public sealed class ProgressiveScanTests
{
    private static readonly (int, int)[] Gray = [(1, 1)];

    private static readonly Dictionary<string, Action<Random, short[]>> Fills = new()
    {
        ["nothing"] = (_, _) => { },
        ["the largest levels"] = (random, block) =>
        {
            for (var k = 0; k < 64; k++)
            {
                block[k] = (short)(random.Next(2) == 0 ? -1023 : 1023);
            }
        },
        ["few levels"] = (random, block) =>
        {
            for (var i = random.Next(4); i > 0; i--)
            {
                block[random.Next(64)] = (short)random.Next(-3, 4);
            }
        },
        ["many levels"] = (random, block) =>
        {
            for (var k = 0; k < 64; k++)
            {
                block[k] = (short)(random.Next(-40, 41) / random.Next(1, 30));
            }
        },
        ["the last level alone"] = (random, block) => block[63] = (short)random.Next(-9, 10),
        ["long runs"] = (random, block) =>
            (block[1], block[random.Next(20, 40)], block[63]) = ((short)random.Next(-9, 10), 1, (short)random.Next(-1, 2)),
    };

    public static TheoryData<string, int, int> Cases()
    {
        var cases = new TheoryData<string, int, int>();
        foreach (var fill in Fills.Keys)
        {
            foreach (var low in (int[])[0, 1, 2, 3])
            {
                cases.Add(fill, low, low % 2 == 0 ? 0 : 5);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scans_hold_the_levels(string fill, int low, int split)
    {
        var picture = LevelPicture.Make(253, 131, Gray, Fills[fill]);
        Span<ProgressiveScan> scans = stackalloc ProgressiveScan[ProgressiveScan.MaxCount];
        scans[0] = new ProgressiveScan(0, 0, 0, 0, 0);
        var count = ScanScript.AddAc(scans, 1, component: 0, split, low);
        Assert.Equal(picture.Levels, LevelFile.Read(LevelFile.WriteProgressive(picture, scans[..count])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_run_of_empty_blocks_may_be_longer_than_its_symbol(int low)
    {
        // 40,000 blocks; a run has up to 32,767.
        var picture = LevelPicture.Make(1600, 1600, Gray, (_, _) => { });
        picture.Levels[0][1] = 7;
        picture.Levels[0][^1] = -7;
        Span<ProgressiveScan> scans = stackalloc ProgressiveScan[ProgressiveScan.MaxCount];
        scans[0] = new ProgressiveScan(0, 0, 0, 0, 0);
        var count = ScanScript.AddAc(scans, 1, component: 0, split: 0, low);
        Assert.Equal(picture.Levels, LevelFile.Read(LevelFile.WriteProgressive(picture, scans[..count])));
    }

    [Fact]
    public void Correction_bits_may_be_many()
    {
        // Every block has known coefficients alone, so that their correction bits wait for the end of the run.
        var picture = LevelPicture.Make(800, 400, Gray, (random, block) =>
        {
            for (var k = 1; k < 50; k++)
            {
                block[k] = (short)random.Next(2, 4);
            }
        });
        ProgressiveScan[] scans = [new(0, 0, 0, 0, 0), new(0, 1, 63, 0, 1), new(0, 1, 63, 1, 0)];
        Assert.Equal(picture.Levels, LevelFile.Read(LevelFile.WriteProgressive(picture, scans)));
    }

    [Fact]
    public void A_level_that_no_file_can_have_is_refused()
    {
        var picture = LevelPicture.Make(8, 8, Gray, (_, block) => block[5] = 1024);
        using var workspace = new JpegWorkspace();
        workspace.Headers.Reset();
        var frame = workspace.Headers.Frame;
        (frame.Width, frame.Height, frame.ComponentCount) = (8, 8, 1);
        (frame.Components[0].Horizontal, frame.Components[0].Vertical) = (1, 1);
        frame.Lay();
        PlaneDecoder.Prepare(workspace);
        LevelFile.Put(workspace.Planes[0], 0, picture.Levels[0]);
        workspace.SparsePlanes[0].Start(1, 1);
        Assert.False(SparsePlaneFiller.TryTake(workspace));
    }
}
