using System.Reflection;

namespace Orleans.Serialization;

/// <summary>A field or property that crosses grain calls with its object.</summary>
internal sealed class CopiedMember
{
    private readonly FieldInfo? _field;
    private readonly PropertyInfo? _property;

    public CopiedMember(FieldInfo field)
    {
        _field = field;
        Name = field.Name;
        IsImmutable = field.IsDefined(typeof(ImmutableAttribute));
    }

    private CopiedMember(PropertyInfo property)
    {
        // The field behind an automatic property can be set even if the property cannot.
        _field = property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", ObjectCopier.Instance);
        _property = property;
        Name = property.Name;
        IsImmutable = property.IsDefined(typeof(ImmutableAttribute));
    }

    public string Name { get; }

    public Type Type => _property?.PropertyType ?? _field!.FieldType;

    public bool IsImmutable { get; }

    /// <summary>The members marked with <see cref="IdAttribute"/>, those of base classes included, and those of a record's constructor.</summary>
    /// <exception cref="CodecNotFoundException">A base class is not marked.</exception>
    public static IEnumerable<CopiedMember> Of(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            if (!parent.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            {
                throw new CodecNotFoundException($"Could not find a base copier for type {parent}, the base of {type}.");
            }

            foreach (var inherited in Of(parent))
            {
                yield return inherited;
            }
        }

        const BindingFlags Own = ObjectCopier.Instance | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(Own).Where(f => f.IsDefined(typeof(IdAttribute))))
        {
            yield return new CopiedMember(field);
        }

        var constructed = ConstructorParameters(type);
        foreach (var property in type.GetProperties(Own))
        {
            if (property.IsDefined(typeof(IdAttribute)) || constructed.Contains(property.Name))
            {
                yield return new CopiedMember(property);
            }
        }
    }

    public object? Get(object target) => _field is null ? _property!.GetValue(target) : _field.GetValue(target);

    public void Set(object target, object? value)
    {
        if (_field is null)
        {
            _property!.SetValue(target, value);
        }
        else
        {
            _field.SetValue(target, value);
        }
    }

    private static HashSet<string> ConstructorParameters(Type type)
    {
        // Only records print their members.
        var isRecord = type.GetMethod("PrintMembers", ObjectCopier.Instance | BindingFlags.DeclaredOnly) is not null;
        return isRecord || type.GetCustomAttribute<GenerateSerializerAttribute>()!.IncludePrimaryConstructorParameters
            ? [.. type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.Name!)]
            : [];
    }
}
