using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace Orleans.Serialization;

/// <summary>Finds out how a type is copied.</summary>
internal static class CopierBuilder
{
    /// <summary>Immutable as far as their elements are.</summary>
    private static readonly HashSet<Type> ImmutableCollections =
    [
        typeof(FrozenDictionary<,>), typeof(FrozenSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
        typeof(ImmutableSortedSet<>), typeof(ImmutableSortedDictionary<,>),
    ];

    /// <summary>All that is in them is in their fields.</summary>
    private static readonly HashSet<Type> Tuples =
    [
        typeof(KeyValuePair<,>), typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>),
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    public static TypeCopier Build(Type type, Dictionary<Type, TypeCopier> building, ConcurrentDictionary<Type, TypeCopier> known)
    {
        if (known.TryGetValue(type, out var copier) || building.TryGetValue(type, out copier))
        {
            return copier;
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (SimpleTypes.Contains(type) || typeof(Exception).IsAssignableFrom(type))
        {
            return building[type] = new AsIsCopier(type);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return building[type] = Build(underlying, building, known);
        }

        if (type.IsArray)
        {
            return building[type] = ArrayCopier.Create(type, Build(type.GetElementType()!, building, known));
        }

        if (CollectionCopier.Supports(definition))
        {
            var parts = type.GetGenericArguments().Select(t => Build(t, building, known)).ToArray();
            return building[type] = CollectionCopier.Create(type, parts);
        }

        if (ImmutableCollections.Contains(Normal(definition)))
        {
            return Array.TrueForAll(type.GetGenericArguments(), t => Build(t, building, known).IsTrivial)
                ? building[type] = new AsIsCopier(type)
                : throw NotFound(type);
        }

        if (Tuples.Contains(definition))
        {
            return Fill(new ObjectCopier(type), type.GetFields(ObjectCopier.Instance).Select(f => new CopiedMember(f)));
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return Fill(new ObjectCopier(type), CopiedMember.Of(type));
        }

        return type.IsInterface || type.IsAbstract || type == typeof(object)
            ? building[type] = new RuntimeTypeCopier(type, CollectionType(definition, type))
            : throw NotFound(type);

        ObjectCopier Fill(ObjectCopier copier, IEnumerable<CopiedMember> members)
        {
            building[type] = copier;
            foreach (var member in members)
            {
                try
                {
                    copier.Add(member, Build(member.Type, building, known));
                }
                catch (CodecNotFoundException e)
                {
                    throw new CodecNotFoundException($"{e.Message} It is the type of {type}.{member.Name}.");
                }
            }

            return copier;
        }
    }

    private static CodecNotFoundException NotFound(MemberInfo type) => new($"Could not find a copier for type {type}.");

    private static Type Normal(Type definition) =>
        definition.BaseType is { IsGenericType: true } b && ImmutableCollections.Contains(b.GetGenericTypeDefinition())
            ? b.GetGenericTypeDefinition()
            : definition;

    /// <summary>What a value becomes that is declared by a collection's interface and whose own type has no copier.</summary>
    private static Type? CollectionType(Type definition, Type type)
    {
        var fallback = definition switch
        {
            _ when definition == typeof(IEnumerable<>) || definition == typeof(IReadOnlyCollection<>)
                || definition == typeof(IReadOnlyList<>) || definition == typeof(ICollection<>) || definition == typeof(IList<>)
                => typeof(List<>),
            _ when definition == typeof(ISet<>) || definition == typeof(IReadOnlySet<>) => typeof(HashSet<>),
            _ when definition == typeof(IDictionary<,>) || definition == typeof(IReadOnlyDictionary<,>) => typeof(Dictionary<,>),
            _ => null,
        };
        return fallback?.MakeGenericType(type.GetGenericArguments());
    }
}
