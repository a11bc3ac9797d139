using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Reflection;

namespace Orleans.Serialization;

/// <summary>Copies the collections of .NET, element by element.</summary>
internal sealed class CollectionCopier : TypeCopier
{
    private static readonly Dictionary<Type, string> Copies = new()
    {
        [typeof(List<>)] = nameof(CopyList),
        [typeof(HashSet<>)] = nameof(CopyHashSet),
        [typeof(SortedSet<>)] = nameof(CopySortedSet),
        [typeof(Queue<>)] = nameof(CopyQueue),
        [typeof(Stack<>)] = nameof(CopyStack),
        [typeof(Collection<>)] = nameof(CopyCollection),
        [typeof(ReadOnlyCollection<>)] = nameof(CopyReadOnlyCollection),
        [typeof(ConcurrentQueue<>)] = nameof(CopyConcurrentQueue),
        [typeof(Dictionary<,>)] = nameof(CopyDictionary),
        [typeof(SortedDictionary<,>)] = nameof(CopySortedDictionary),
        [typeof(ReadOnlyDictionary<,>)] = nameof(CopyReadOnlyDictionary),
        [typeof(ConcurrentDictionary<,>)] = nameof(CopyConcurrentDictionary),
        [typeof(ImmutableArray<>)] = nameof(CopyImmutableArray),
        [typeof(ImmutableList<>)] = nameof(CopyImmutableList),
        [typeof(ImmutableHashSet<>)] = nameof(CopyImmutableHashSet),
        [typeof(ImmutableDictionary<,>)] = nameof(CopyImmutableDictionary),
        [typeof(Memory<>)] = nameof(CopyMemory),
        [typeof(ReadOnlyMemory<>)] = nameof(CopyReadOnlyMemory),
        [typeof(ArraySegment<>)] = nameof(CopyArraySegment),
    };

    private readonly Func<object, TypeCopier[], CopyContext, object> _copy;
    private readonly TypeCopier[] _parts;

    private CollectionCopier(Type type, TypeCopier[] parts, Func<object, TypeCopier[], CopyContext, object> copy)
        : base(type)
    {
        _parts = parts;
        _copy = copy;
    }

    // What is immutable by itself is immutable altogether if its elements are.
    protected override bool PassesAsIs =>
        string.Equals(Type.Namespace, typeof(ImmutableArray).Namespace, StringComparison.Ordinal) && Array.TrueForAll(_parts, p => p.IsTrivial);

    public static bool Supports(Type definition) => Copies.ContainsKey(definition);

    public static CollectionCopier Create(Type type, TypeCopier[] parts)
    {
        var copy = typeof(CollectionCopier)
            .GetMethod(Copies[type.GetGenericTypeDefinition()], BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type.GetGenericArguments())
            .CreateDelegate<Func<object, TypeCopier[], CopyContext, object>>();
        return new CollectionCopier(type, parts, copy);
    }

    protected override object CopyValue(object value, CopyContext context) => _copy(value, _parts, context);

    private static T Element<T>(T element, TypeCopier copier, CopyContext context) =>
        copier.IsTrivial ? element : (T)copier.Copy(element, context)!;

    private static IEnumerable<T> Elements<T>(IEnumerable<T> source, TypeCopier[] parts, CopyContext context) =>
        parts[0].IsTrivial ? source : source.Select(e => Element(e, parts[0], context));

    private static IEnumerable<KeyValuePair<TKey, TValue>> Pairs<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>> source, TypeCopier[] parts, CopyContext context) =>
        source.Select(p => KeyValuePair.Create(Element(p.Key, parts[0], context), Element(p.Value, parts[1], context)));

    private static object CopyList<T>(object value, TypeCopier[] parts, CopyContext context)
    {
        var source = (List<T>)value;
        var copy = context.Record(value, new List<T>(source.Count));
        copy.AddRange(Elements(source, parts, context));
        return copy;
    }

    private static object CopyHashSet<T>(object value, TypeCopier[] parts, CopyContext context)
    {
        var copy = context.Record(value, new HashSet<T>(((HashSet<T>)value).Comparer));
        copy.UnionWith(Elements((HashSet<T>)value, parts, context));
        return copy;
    }

    private static object CopySortedSet<T>(object value, TypeCopier[] parts, CopyContext context)
    {
        var copy = context.Record(value, new SortedSet<T>(((SortedSet<T>)value).Comparer));
        copy.UnionWith(Elements((SortedSet<T>)value, parts, context));
        return copy;
    }

    private static object CopyDictionary<TKey, TValue>(object value, TypeCopier[] parts, CopyContext context)
        where TKey : notnull
    {
        var source = (Dictionary<TKey, TValue>)value;
        var copy = context.Record(value, new Dictionary<TKey, TValue>(source.Count, source.Comparer));
        foreach (var (k, v) in source)
        {
            copy.Add(Element(k, parts[0], context), Element(v, parts[1], context));
        }

        return copy;
    }

    private static object CopySortedDictionary<TKey, TValue>(object value, TypeCopier[] parts, CopyContext context)
        where TKey : notnull
    {
        var source = (SortedDictionary<TKey, TValue>)value;
        var copy = context.Record(value, new SortedDictionary<TKey, TValue>(source.Comparer));
        foreach (var (k, v) in source)
        {
            copy.Add(Element(k, parts[0], context), Element(v, parts[1], context));
        }

        return copy;
    }

    private static object CopyQueue<T>(object value, TypeCopier[] parts, CopyContext context) =>
        context.Record(value, new Queue<T>(Elements((Queue<T>)value, parts, context)));

    private static object CopyStack<T>(object value, TypeCopier[] parts, CopyContext context) =>
        context.Record(value, new Stack<T>(Elements(((Stack<T>)value).Reverse(), parts, context)));

    private static object CopyConcurrentQueue<T>(object value, TypeCopier[] parts, CopyContext context) =>
        context.Record(value, new ConcurrentQueue<T>(Elements((ConcurrentQueue<T>)value, parts, context)));

    private static object CopyCollection<T>(object value, TypeCopier[] parts, CopyContext context) =>
        context.Record(value, new Collection<T>(Elements((Collection<T>)value, parts, context).ToList()));

    private static object CopyReadOnlyCollection<T>(object value, TypeCopier[] parts, CopyContext context) =>
        context.Record(value, new ReadOnlyCollection<T>(Elements((ReadOnlyCollection<T>)value, parts, context).ToList()));

    private static object CopyReadOnlyDictionary<TKey, TValue>(object value, TypeCopier[] parts, CopyContext context)
        where TKey : notnull => context.Record(value, new ReadOnlyDictionary<TKey, TValue>(
            new Dictionary<TKey, TValue>(Pairs((ReadOnlyDictionary<TKey, TValue>)value, parts, context))));

    private static object CopyConcurrentDictionary<TKey, TValue>(object value, TypeCopier[] parts, CopyContext context)
        where TKey : notnull => context.Record(value, new ConcurrentDictionary<TKey, TValue>(
            Pairs((ConcurrentDictionary<TKey, TValue>)value, parts, context), ((ConcurrentDictionary<TKey, TValue>)value).Comparer));

    private static object CopyImmutableArray<T>(object value, TypeCopier[] parts, CopyContext context) =>
        ((ImmutableArray<T>)value).IsDefault ? value : Elements((ImmutableArray<T>)value, parts, context).ToImmutableArray();

    private static object CopyImmutableList<T>(object value, TypeCopier[] parts, CopyContext context) =>
        context.Record(value, Elements((ImmutableList<T>)value, parts, context).ToImmutableList());

    private static object CopyImmutableHashSet<T>(object value, TypeCopier[] parts, CopyContext context) =>
        context.Record(value, ((ImmutableHashSet<T>)value).Clear().Union(Elements((ImmutableHashSet<T>)value, parts, context)));

    private static object CopyImmutableDictionary<TKey, TValue>(object value, TypeCopier[] parts, CopyContext context)
        where TKey : notnull => context.Record(value, ((ImmutableDictionary<TKey, TValue>)value).Clear()
            .AddRange(Pairs((ImmutableDictionary<TKey, TValue>)value, parts, context)));

    private static object CopyMemory<T>(object value, TypeCopier[] parts, CopyContext context) =>
        new Memory<T>([.. Elements(((Memory<T>)value).ToArray(), parts, context)]);

    private static object CopyReadOnlyMemory<T>(object value, TypeCopier[] parts, CopyContext context) =>
        new ReadOnlyMemory<T>([.. Elements(((ReadOnlyMemory<T>)value).ToArray(), parts, context)]);

    private static object CopyArraySegment<T>(object value, TypeCopier[] parts, CopyContext context) =>
        ((ArraySegment<T>)value).Array is null
            ? value
            : new ArraySegment<T>([.. Elements((ArraySegment<T>)value, parts, context)]);
}
