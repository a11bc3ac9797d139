namespace Orleans.Serialization;

/// <summary>Copies arrays.</summary>
internal sealed class ArrayCopier : TypeCopier
{
    private readonly TypeCopier _elements;

    private ArrayCopier(Type type, TypeCopier elements)
        : base(type) => _elements = elements;

    protected override bool PassesAsIs => false;

    /// <exception cref="CodecNotFoundException">It has several dimensions and elements that need copying.</exception>
    public static ArrayCopier Create(Type type, TypeCopier elements) => type.IsSZArray || elements.IsTrivial
        ? new ArrayCopier(type, elements)
        : throw new CodecNotFoundException($"Could not find a copier for type {type}.");

    protected override object CopyValue(object value, CopyContext context)
    {
        var copy = context.Record(value, (Array)((Array)value).Clone());
        for (var i = 0; !_elements.IsTrivial && i < copy.Length; i++)
        {
            copy.SetValue(_elements.Copy(copy.GetValue(i), context), i);
        }

        return copy;
    }
}
