namespace ImageOrleans.Imaging.Tests.Jpeg;

/// <summary>A picture as a JPEG file has it: the levels of its components.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Sampling">The sampling factors of each component.</param>
/// <param name="Levels">The levels of each component, block by block as far as the picture goes, in zigzag order.</param>
internal sealed record LevelPicture(int Width, int Height, (int Horizontal, int Vertical)[] Sampling, short[][] Levels)
{
    /// <summary>A picture with levels of which a function gives those of a block.</summary>
    public static LevelPicture Make(
        int width, int height, (int Horizontal, int Vertical)[] sampling, Action<Random, short[]> fill)
    {
        var random = new Random(width * 1000 + height);
        var maxHorizontal = sampling.Max(factors => factors.Horizontal);
        var maxVertical = sampling.Max(factors => factors.Vertical);
        var levels = sampling.Select(factors =>
        {
            var blocks = Blocks(width, factors.Horizontal, maxHorizontal) * Blocks(height, factors.Vertical, maxVertical);
            var result = new short[64 * blocks];
            for (var i = 0; i < blocks; i++)
            {
                var block = new short[64];
                fill(random, block);
                block.CopyTo(result, 64 * i);
            }

            return result;
        });
        return new LevelPicture(width, height, sampling, [.. levels]);
    }

    /// <summary>The blocks of a component in one direction.</summary>
    public static int Blocks(int pixels, int factor, int maxFactor) =>
        ((((pixels * factor) + maxFactor - 1) / maxFactor) + 7) / 8;
}
