namespace Orleans.Serialization;

/// <summary>Passes values as they are.</summary>
internal sealed class AsIsCopier(Type type) : TypeCopier(type)
{
    /// <summary>For values that are promised never to change, whatever their type.</summary>
    public static readonly AsIsCopier Always = new(typeof(string));

    protected override bool PassesAsIs => true;

    protected override object CopyValue(object value, CopyContext context) => value;
}
