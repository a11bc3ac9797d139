namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>
/// Writes baseline JPEG files by hand whose 8×8 blocks are each of one colour: only DC coefficients, quantised by 1·8 so that
/// every sample value is exact.
/// </summary>
internal static class FlatJpeg
{
    /// <summary>
    /// A CMYK file as Photoshop writes it: with an Adobe marker, transform 0, and inks stored inverted (0 is full ink).
    /// </summary>
    /// <param name="blocksWide">Its width in blocks.</param>
    /// <param name="blocksHigh">Its height in blocks.</param>
    /// <param name="inks">The inks of a block, from 0 (none) to 255, for its column and row.</param>
    /// <returns>The file.</returns>
    public static byte[] Cmyk(int blocksWide, int blocksHigh, Func<int, int, (byte C, byte M, byte Y, byte K)> inks)
    {
        var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        JpegFile.WriteSegment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);
        JpegFile.WriteSegment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]);
        JpegFile.WriteSegment(file, 0xC0,
        [
            8, (byte)(blocksHigh * 8 >> 8), (byte)(blocksHigh * 8), (byte)(blocksWide * 8 >> 8), (byte)(blocksWide * 8), 4,
            1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0,
        ]);

        // DC: the twelve categories, each with a code of 4 bits, which is its number. AC: nothing but the end of the block, code 0.
        JpegFile.WriteSegment(
            file, 0xC4, [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 12).Select(i => (byte)i)]);
        JpegFile.WriteSegment(file, 0xC4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        JpegFile.WriteSegment(file, 0xDA, [4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);

        var bits = new BitWriter(file);
        var previous = new int[4];
        for (var y = 0; y < blocksHigh; y++)
        {
            for (var x = 0; x < blocksWide; x++)
            {
                var (c, m, yellow, k) = inks(x, y);
                int[] samples = [255 - c, 255 - m, 255 - yellow, 255 - k];
                for (var component = 0; component < 4; component++)
                {
                    // A block of value v has the DC coefficient 8·(v − 128); quantised by 8 it is v − 128.
                    var value = samples[component] - 128;
                    var difference = value - previous[component];
                    previous[component] = value;
                    var category = difference == 0 ? 0 : (int)Math.Log2(Math.Abs(difference)) + 1;
                    bits.Write(category, 4);
                    bits.Write(difference < 0 ? difference + (1 << category) - 1 : difference, category);
                    bits.Write(0, 1);
                }
            }
        }

        bits.Finish();
        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    private sealed class BitWriter(Stream stream)
    {
        private int _byte;
        private int _count;

        public void Write(int value, int bits)
        {
            for (var bit = bits - 1; bit >= 0; bit--)
            {
                _byte = (_byte << 1) | ((value >> bit) & 1);
                if (++_count == 8)
                {
                    stream.WriteByte((byte)_byte);
                    if (_byte == 0xFF)
                    {
                        stream.WriteByte(0);
                    }

                    (_byte, _count) = (0, 0);
                }
            }
        }

        public void Finish()
        {
            while (_count != 0)
            {
                Write(1, 1);
            }
        }
    }
}
