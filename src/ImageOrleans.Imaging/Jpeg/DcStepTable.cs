namespace ImageOrleans.Imaging.Jpeg;

/// <summary>A decoding table for DC differences with the entries of <see cref="SequentialEntry"/>.</summary>
internal sealed unsafe class DcStepTable : IDisposable
{
    private readonly NativeBuffer<int> _entries = new();
    private int _componentClass = -1;

    public DecodingTable Decoding { get; } = new();

    /// <summary>The entries: each keeps the difference, and leaves for the AC coefficients.</summary>
    public int* Entries => _entries.Pointer;

    /// <summary>Fills the table, unless it is that already.</summary>
    /// <param name="specification">The codes.</param>
    /// <param name="componentClass">The class of the component.</param>
    public void Build(HuffmanSpecification specification, int componentClass)
    {
        if (!Decoding.Build(specification) && componentClass == _componentClass)
        {
            return;
        }

        _componentClass = componentClass;
        var entries = _entries.Reserve(DecodingTable.Entries);
        for (var window = 0; window < DecodingTable.Entries; window++)
        {
            var (length, size) = (Decoding.Short[window] >> 8, Decoding.Short[window] & 255);
            var isHere = length != 0 && size <= SequentialEntry.MaxDcSize && length + size <= SequentialEntry.MaxBits;
            entries[window] = (componentClass << SequentialEntry.ClassShift) | (isHere
                ? SequentialEntry.Leaves | SequentialEntry.Keeps | (length << SequentialEntry.StartShift)
                    | (size << SequentialEntry.SizeShift) | (length + size)
                : SequentialEntry.Alone);
        }
    }

    public void Dispose()
    {
        Decoding.Dispose();
        _entries.Dispose();
    }
}
