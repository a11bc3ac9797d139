using ImageOrleans.Samples;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Pictures to make files of.</summary>
internal static class Pictures
{
    /// <summary>The colours of <see cref="Quarters"/>: top left, top right, bottom left, bottom right.</summary>
    public static readonly (byte R, byte G, byte B)[] QuarterColours =
        [(230, 30, 30), (30, 200, 40), (40, 60, 220), (240, 220, 60)];

    public static PixelBuffer Photograph(int width = 320, int height = 240, int seed = 3)
    {
        using var photograph = SamplePhotographs.Pixels(seed, width, height);
        return PixelBuffer.From(photograph);
    }

    public static PixelBuffer CutOut(int width = 320, int height = 240, int seed = 7)
    {
        using var photograph = SamplePhotographs.Pixels(seed, width, height, isCutOut: true);
        return PixelBuffer.From(photograph);
    }

    /// <summary>A photograph that is opaque in the middle and fades to nothing towards its corners.</summary>
    public static PixelBuffer Vignette()
    {
        var picture = Map(Photograph(), 4, (from, to) => from.CopyTo(to));
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            for (var x = 0; x < picture.Width; x++)
            {
                var (across, down) = ((2.0 * x / picture.Width) - 1, (2.0 * y / picture.Height) - 1);
                row[(4 * x) + 3] = (byte)Math.Clamp(255 * (1.3 - (across * across) - (down * down)), 0, 255);
            }
        }

        return picture;
    }

    public static PixelBuffer Grey(int width = 320, int height = 240, int seed = 3) =>
        Map(Photograph(width, height, seed), 1, (from, to) => to[0] = from[1]);

    /// <summary>A photograph's pixels with other channels.</summary>
    public static PixelBuffer Map(PixelBuffer source, int channels, PixelMap map)
    {
        var result = new PixelBuffer(source.Width, source.Height, channels);
        for (var i = 0; i < source.Width * source.Height; i++)
        {
            map(source.Bytes.Span.Slice(i * source.Channels, source.Channels), result.Bytes.Span.Slice(i * channels, channels));
        }

        return result;
    }

    /// <summary>Four quarters of different colours: it tells how a picture was turned.</summary>
    public static PixelBuffer Quarters(int width, int height)
    {
        var picture = new PixelBuffer(width, height, 3);
        for (var y = 0; y < height; y++)
        {
            var row = picture.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (r, g, b) = QuarterColours[(y * 2 / height * 2) + (x * 2 / width)];

                // A little texture, so that there is something to compress.
                var texture = (x * 7 + y * 13) % 11;
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = (
                    (byte)(r - texture), (byte)(g - texture), (byte)(b - texture));
            }
        }

        return picture;
    }

    /// <summary>A flat drawing of few colours, with soft edges, as logos and screenshots have them.</summary>
    public static PixelBuffer Drawing(int width = 400, int height = 300)
    {
        var picture = new PixelBuffer(width, height, 3);
        for (var y = 0; y < height; y++)
        {
            var row = picture.Row(y);
            for (var x = 0; x < width; x++)
            {
                var distance = Math.Sqrt(Math.Pow(x - (width / 2.0), 2) + Math.Pow(y - (height / 2.0), 2)) - (height / 3.0);
                var share = Math.Clamp(0.5 - distance, 0, 1);
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = (
                    (byte)(255 - (205 * share)), (byte)(255 - (100 * share)), (byte)(255 - (30 * share)));
            }
        }

        return picture;
    }

    /// <summary>Frames in which a square moves over a photograph.</summary>
    public static List<PixelBuffer> Animation(int frames, int width = 96, int height = 64) =>
        [.. Enumerable.Range(0, frames).Select(frame =>
    {
        var picture = Photograph(width, height, seed: 12);
        for (var y = 16; y < 40; y++)
        {
            picture.Row(y).Slice(3 * (4 + (frame * 6)), 3 * 24).Fill((byte)(40 + (frame * 20)));
        }

        return picture;
    })];
}
