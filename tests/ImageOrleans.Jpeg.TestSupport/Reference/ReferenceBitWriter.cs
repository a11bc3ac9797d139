namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>Entropy-coded data, with byte stuffing (T.81 F.1.2.3) and padding with ones (B.1.1.5).</summary>
/// <param name="output">Where the bytes go.</param>
internal sealed class ReferenceBitWriter(List<byte> output)
{
    private int _byte;
    private int _count;

    /// <summary>Writes bits, the highest first.</summary>
    /// <param name="value">The bits.</param>
    /// <param name="length">How many, 0 to 16.</param>
    public void Write(int value, int length)
    {
        for (var i = length - 1; i >= 0; i--)
        {
            _byte = (_byte << 1) | ((value >> i) & 1);
            if (++_count == 8)
            {
                output.Add((byte)_byte);
                if (_byte == 0xFF)
                {
                    output.Add(0);
                }

                (_byte, _count) = (0, 0);
            }
        }
    }

    /// <summary>Fills up the last byte.</summary>
    public void Pad() => Write(0x7F, (8 - _count) % 8);
}
