namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>Scan scripts for cjpeg and jpegtran (libjpeg-turbo, wizard.txt).</summary>
internal static class ScanScripts
{
    /// <summary>Scripts of sequential files, for three components.</summary>
    public static IReadOnlyList<string> Sequential { get; } = ["0; 1; 2;", "0,1; 2;", "0; 1,2;", "2; 1; 0;"];

    /// <summary>Scripts of progressive files, for three components.</summary>
    public static IReadOnlyList<string> Progressive { get; } =
    [
        // Bands alone.
        "0,1,2: 0-0, 0, 0; 0: 1-5, 0, 0; 0: 6-63, 0, 0; 1: 1-63, 0, 0; 2: 1-63, 0, 0;",

        // Every component by itself, last one first.
        "2: 0-0, 0, 0; 1: 0-0, 0, 0; 0: 0-0, 0, 0; 2: 1-63, 0, 0; 1: 1-63, 0, 0; 0: 1-63, 0, 0;",

        // Bits of DC alone.
        "0,1,2: 0-0, 0, 2; 0,1,2: 0-0, 2, 1; 0,1,2: 0-0, 1, 0; 0: 1-63, 0, 0; 1: 1-63, 0, 0; 2: 1-63, 0, 0;",

        // Bits of everything, down from the fourth.
        "0,1,2: 0-0, 0, 1; 0: 1-63, 0, 4; 1: 1-63, 0, 3; 2: 1-63, 0, 3; 0: 1-63, 4, 3; 0,1,2: 0-0, 1, 0; 0: 1-63, 3, 2;"
            + " 1: 1-63, 3, 2; 2: 1-63, 3, 2; 0: 1-63, 2, 1; 1: 1-63, 2, 1; 2: 1-63, 2, 1; 0: 1-63, 1, 0; 1: 1-63, 1, 0; 2: 1-63, 1, 0;",

        // Narrow bands with bits.
        "0,1: 0-0, 0, 0; 2: 0-0, 0, 0; 0: 1-1, 0, 2; 0: 2-2, 0, 1; 0: 3-35, 0, 1; 0: 36-63, 0, 0; 0: 1-1, 2, 1; 0: 1-2, 1, 0;"
            + " 0: 3-35, 1, 0; 1: 1-8, 0, 2; 1: 9-63, 0, 2; 2: 1-63, 0, 1; 1: 1-63, 2, 1; 1: 1-63, 1, 0; 2: 1-63, 1, 0;",
    ];
}
