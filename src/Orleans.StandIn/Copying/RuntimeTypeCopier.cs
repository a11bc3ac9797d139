namespace Orleans.Serialization;

/// <summary>Where an interface, an abstract class or <see cref="object"/> is declared: asks each value for its type.</summary>
/// <param name="type">The declared type.</param>
/// <param name="fallback">The collection that values become whose own type has no copier, such as LINQ's.</param>
internal sealed class RuntimeTypeCopier(Type type, Type? fallback) : TypeCopier(type)
{
    protected override bool PassesAsIs => false;

    protected override object CopyValue(object value, CopyContext context) =>
        throw new CodecNotFoundException($"Could not find a copier for type {Type}.");

    protected override TypeCopier ForRuntimeType(ref object value)
    {
        if (fallback is null)
        {
            return base.ForRuntimeType(ref value);
        }

        try
        {
            return base.ForRuntimeType(ref value);
        }
        catch (CodecNotFoundException) when (!value.GetType().IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            value = Activator.CreateInstance(fallback, value)!;
            return For(fallback);
        }
    }
}
