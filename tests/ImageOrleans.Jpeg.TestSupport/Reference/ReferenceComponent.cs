namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>A component of a frame, with its quantised coefficients.</summary>
public sealed class ReferenceComponent
{
    /// <summary>Lays out a component (T.81 A.1.1 and A.2.4).</summary>
    /// <param name="width">The image's width in pixels.</param>
    /// <param name="height">The image's height in pixels.</param>
    /// <param name="id">The component's identifier.</param>
    /// <param name="horizontal">Its horizontal sampling factor, 1 to 4.</param>
    /// <param name="vertical">Its vertical sampling factor, 1 to 4.</param>
    /// <param name="maxHorizontal">The largest horizontal sampling factor of the frame.</param>
    /// <param name="maxVertical">The largest vertical sampling factor of the frame.</param>
    public ReferenceComponent(int width, int height, byte id, int horizontal, int vertical, int maxHorizontal, int maxVertical)
    {
        Id = id;
        Horizontal = horizontal;
        Vertical = vertical;
        BlocksWide = Ceiling(width * horizontal, 8 * maxHorizontal);
        BlocksHigh = Ceiling(height * vertical, 8 * maxVertical);
        PaddedBlocksWide = Ceiling(width, 8 * maxHorizontal) * horizontal;
        PaddedBlocksHigh = Ceiling(height, 8 * maxVertical) * vertical;
        Coefficients = [.. Enumerable.Range(0, PaddedBlocksWide * PaddedBlocksHigh).Select(_ => new short[64])];
    }

    /// <summary>The component's identifier.</summary>
    public byte Id { get; }

    /// <summary>The horizontal sampling factor.</summary>
    public int Horizontal { get; }

    /// <summary>The vertical sampling factor.</summary>
    public int Vertical { get; }

    /// <summary>Blocks in a row, as many as the picture needs.</summary>
    public int BlocksWide { get; }

    /// <summary>Rows of blocks, as many as the picture needs.</summary>
    public int BlocksHigh { get; }

    /// <summary>Blocks in a row, filled up to whole MCUs.</summary>
    public int PaddedBlocksWide { get; }

    /// <summary>Rows of blocks, filled up to whole MCUs.</summary>
    public int PaddedBlocksHigh { get; }

    /// <summary>Quantised coefficients, a zigzag array for each block of the padded grid, row by row.</summary>
    public short[][] Coefficients { get; }

    /// <summary>The quantisation table in zigzag order; null until a scan of the component has begun.</summary>
    public ushort[]? QuantisationTable { get; set; }

    /// <summary>A block of the padded grid.</summary>
    public short[] Block(int row, int column) => Coefficients[(row * PaddedBlocksWide) + column];

    /// <summary>Whether a block holds something of the picture, or only fills up an MCU.</summary>
    public bool IsReal(int row, int column) => row < BlocksHigh && column < BlocksWide;

    private static int Ceiling(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
