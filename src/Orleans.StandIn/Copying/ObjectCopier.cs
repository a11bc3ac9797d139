using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>Copies objects member by member.</summary>
internal sealed class ObjectCopier : TypeCopier
{
    public const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private readonly List<(CopiedMember Member, TypeCopier Copier)> _members = [];
    private readonly bool _isImmutable;
    private readonly bool _hasConstructor;

    public ObjectCopier(Type type)
        : base(type)
    {
        _isImmutable = type.IsDefined(typeof(ImmutableAttribute), inherit: false);
        _hasConstructor = !type.IsValueType && !type.IsAbstract && type.GetConstructor(Instance, Type.EmptyTypes) is not null;
    }

    protected override bool PassesAsIs =>
        _isImmutable || (Type.IsValueType && _members.TrueForAll(m => m.Copier.IsTrivial));

    public void Add(CopiedMember member, TypeCopier copier) => _members.Add((member, copier));

    protected override object CopyValue(object value, CopyContext context)
    {
        var copy = _hasConstructor ? Activator.CreateInstance(Type, nonPublic: true)! : RuntimeHelpers.GetUninitializedObject(Type);
        if (!Type.IsValueType)
        {
            context.Record(value, copy);
        }

        foreach (var (member, copier) in _members)
        {
            var part = member.Get(value);
            member.Set(copy, member.IsImmutable ? part : copier.Copy(part, context));
        }

        return copy;
    }
}
