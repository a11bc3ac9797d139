using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.Tests.Reference;

public sealed class ReferenceHuffmanTests
{
    [Fact]
    public void Codes_are_those_of_the_standard()
    {
        // T.81 table K.3.
        var table = StandardHuffmanTables.Dc[0].Generate(isDc: true);
        Assert.Equal((0b00, 2), table.Codes[0]);
        Assert.Equal((0b010, 3), table.Codes[1]);
        Assert.Equal((0b1110, 4), table.Codes[6]);
        Assert.Equal((0b111111110, 9), table.Codes[11]);
    }

    [Theory]
    [InlineData("02", "0102")] // Two codes of one bit: one of them would be all ones.
    [InlineData("0005", "0102030405")]
    public void Too_many_codes_are_no_table(string bits, string values) =>
        Assert.Throws<ReferenceRefusalException>(() => Table(bits, values).Generate(isDc: false));

    [Fact]
    public void A_DC_difference_of_sixteen_bits_is_none() =>
        Assert.Throws<ReferenceRefusalException>(() => Table("01", "10").Generate(isDc: true));

    [Fact]
    public void Bits_that_are_no_code_count_as_zero()
    {
        var table = Table("01", "07").Generate(isDc: false);
        var reader = new ReferenceBitReader([0b0111_1111, 0b1111_1110, 0b1111_1100, 0b0000_0000], 0);
        Assert.Equal(7, table.Decode(reader));
        Assert.Equal(0, table.Decode(reader));

        // One of one bit, then one of seventeen.
        Assert.Equal(0b1111_00, reader.Receive(6));
    }

    [Fact]
    public void Bits_behind_the_data_are_zero()
    {
        var reader = new ReferenceBitReader([0xFF, 0x00, 0xFF, 0xD9, 0xFF], 0);
        Assert.Equal(0xFF, reader.Receive(8));
        Assert.False(reader.IsInsufficient);
        Assert.Equal(0, reader.Receive(16));
        Assert.True(reader.IsInsufficient);
        Assert.Equal(0xD9, reader.Marker);
    }

    private static ReferenceHuffmanTable Table(string bits, string values) =>
        new(Convert.FromHexString(bits.PadRight(32, '0')), Convert.FromHexString(values));
}
