namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>The Huffman tables of T.81 K.3, for luminance (0) and chrominance (1).</summary>
public static class StandardHuffmanTables
{
    /// <summary>Of DC differences: tables K.3 and K.4.</summary>
    public static IReadOnlyList<ReferenceHuffmanTable> Dc { get; } =
    [
        Table(
            "00010501010101010100000000000000",
            "000102030405060708090a0b"),
        Table(
            "00030101010101010101010000000000",
            "000102030405060708090a0b"),
    ];

    /// <summary>Of AC coefficients: tables K.5 and K.6.</summary>
    public static IReadOnlyList<ReferenceHuffmanTable> Ac { get; } =
    [
        Table(
            "0002010303020403050504040000017d",
            "01020300041105122131410613516107227114328191a1082342b1c11552d1f0"
            + "2433627282090a161718191a25262728292a3435363738393a43444546474849"
            + "4a535455565758595a636465666768696a737475767778797a83848586878889"
            + "8a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5"
            + "c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8"
            + "f9fa"),
        Table(
            "00020102040403040705040400010277",
            "000102031104052131061241510761711322328108144291a1b1c109233352f0"
            + "156272d10a162434e125f11718191a262728292a35363738393a434445464748"
            + "494a535455565758595a636465666768696a737475767778797a828384858687"
            + "88898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3"
            + "c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8"
            + "f9fa"),
    ];

    private static ReferenceHuffmanTable Table(string bits, string values) =>
        new(Convert.FromHexString(bits), Convert.FromHexString(values));
}
