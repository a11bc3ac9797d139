namespace ImageOrleans.Web.Api;

/// <summary>A parameter that is a text and takes the names of an enumeration: for the documentation.</summary>
/// <param name="enumeration">The enumeration.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NamesOfAttribute(Type enumeration) : Attribute
{
    public Type Enumeration => enumeration;

    public IReadOnlyList<string> Names => Enum.GetNames(enumeration);
}
