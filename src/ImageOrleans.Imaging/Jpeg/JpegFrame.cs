namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The frame header of a file (ITU-T T.81, B.2.2).</summary>
internal sealed class JpegFrame
{
    /// <summary>The most components that a file may have here.</summary>
    public const int MaxComponents = 4;

    /// <summary>The most blocks in an MCU of an interleaved scan (B.2.3).</summary>
    public const int MaxBlocksInMcu = 10;

    /// <summary>Whether the file is progressive; otherwise it is sequential.</summary>
    public bool IsProgressive { get; set; }

    /// <summary>The width in pixels, 1 to 65,535.</summary>
    public int Width { get; set; }

    /// <summary>The height in pixels, 1 to 65,535.</summary>
    public int Height { get; set; }

    /// <summary>The number of components: 1, 3 or 4; 0 before the frame header was read.</summary>
    public int ComponentCount { get; set; }

    /// <summary>The components; the first <see cref="ComponentCount"/> are in use.</summary>
    public JpegComponent[] Components { get; } = [new(), new(), new(), new()];

    /// <summary>The largest horizontal sampling factor.</summary>
    public int MaxHorizontal { get; private set; }

    /// <summary>The largest vertical sampling factor.</summary>
    public int MaxVertical { get; private set; }

    /// <summary>The MCUs of an interleaved scan side by side.</summary>
    public int McusWide { get; private set; }

    /// <summary>The MCUs of an interleaved scan one below the other.</summary>
    public int McusHigh { get; private set; }

    /// <summary>The blocks in an MCU of a scan with all components.</summary>
    public int BlocksInMcu { get; private set; }

    /// <summary>Whether the pixels of a component are no whole number of those of the picture, which no common decoder takes.</summary>
    public bool HasFractionalSampling
    {
        get
        {
            foreach (var component in Used)
            {
                if (MaxHorizontal % component.Horizontal != 0 || MaxVertical % component.Vertical != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The components in use.</summary>
    public ReadOnlySpan<JpegComponent> Used => Components.AsSpan(0, ComponentCount);

    /// <summary>Works out the sizes in blocks and MCUs from the sampling factors (A.1.1, A.2.3).</summary>
    public void Lay()
    {
        MaxHorizontal = 1;
        MaxVertical = 1;
        BlocksInMcu = 0;
        foreach (var component in Used)
        {
            MaxHorizontal = Math.Max(MaxHorizontal, component.Horizontal);
            MaxVertical = Math.Max(MaxVertical, component.Vertical);
            BlocksInMcu += component.Horizontal * component.Vertical;
        }

        McusWide = DivideUp(Width, 8 * MaxHorizontal);
        McusHigh = DivideUp(Height, 8 * MaxVertical);
        foreach (var component in Used)
        {
            component.BlocksWide = DivideUp(DivideUp(Width * component.Horizontal, MaxHorizontal), 8);
            component.BlocksHigh = DivideUp(DivideUp(Height * component.Vertical, MaxVertical), 8);
            component.PaddedBlocksWide = McusWide * component.Horizontal;
            component.PaddedBlocksHigh = McusHigh * component.Vertical;
        }
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
