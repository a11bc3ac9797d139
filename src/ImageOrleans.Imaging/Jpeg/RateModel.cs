namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// What the AC symbols of a class of components cost, in units of 1/256 bit: the information in each, after how often it came so
/// far in the picture. Codes of whole bits come close to that, and runs of ends of blocks make it true of empty blocks, too.
/// </summary>
internal sealed unsafe class RateModel : IDisposable
{
    /// <summary>The index of the end of a block that has levels.</summary>
    public const int End = 0x00;

    /// <summary>The index of a block that has levels, which comes on top of what they cost.</summary>
    public const int Filled = 0x10;

    /// <summary>The index of a block without levels.</summary>
    public const int Empty = 0x20;

    private const int Symbols = 256;

    /// <summary>How often a picture is taken to have had its most frequent symbol before it begins.</summary>
    private const int PriorCount = 128;

    private readonly NativeBuffer<uint> _counts = new();
    private readonly NativeBuffer<int> _rates = new();

    /// <summary>How often each run (bits 4 to 7) and size (bits 0 to 3) came, and the events above.</summary>
    public uint* Counts => _counts.Pointer;

    /// <summary>What each costs, with the additional bits.</summary>
    public int* Rates => _rates.Pointer;

    /// <summary>
    /// Forgets the picture. What is assumed of the next one is what photographs are like: with each zero before, a level is half
    /// as frequent, and with each bit of its size a half (without zeros before) or a fourth.
    /// </summary>
    public void Start()
    {
        var counts = _counts.Reserve(Symbols);
        _ = _rates.Reserve(Symbols);
        for (var i = 0; i < Symbols; i++)
        {
            var (run, size) = (i >> 4, i & 15);
            var halvings = run == 0 ? size - 1 : run + 1 + (2 * (size - 1));
            counts[i] = 1 + (size == 0 ? 0 : (uint)PriorCount >> Math.Min(halvings, 31));
        }

        counts[Filled] = counts[Empty] = counts[End] = PriorCount;
        Update();
    }

    /// <summary>Works the rates out from the counts.</summary>
    public void Update()
    {
        var total = 0u;
        for (var i = 0; i < Symbols; i++)
        {
            total += IsBlockEvent(i) ? 0 : _counts.Pointer[i];
        }

        var all = Information.Logarithm(total);
        for (var i = 0; i < Symbols; i++)
        {
            _rates.Pointer[i] = all - Information.Logarithm(_counts.Pointer[i]) + ((i & 15) << Information.FractionBits);
        }

        var (filled, empty) = (_counts.Pointer[Filled], _counts.Pointer[Empty]);
        var blocks = Information.Logarithm(filled + empty);
        _rates.Pointer[Filled] = blocks - Information.Logarithm(filled);
        _rates.Pointer[Empty] = blocks - Information.Logarithm(empty);
    }

    public void Dispose()
    {
        _counts.Dispose();
        _rates.Dispose();
    }

    private static bool IsBlockEvent(int index) => index is Filled or Empty;
}
