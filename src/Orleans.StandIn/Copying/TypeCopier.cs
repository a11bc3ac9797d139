using System.Collections.Concurrent;

namespace Orleans.Serialization;

/// <summary>
/// Copies values of a type as crossing a wire would: so that caller and callee never share what could change. There is a
/// copier for exactly those types that Orleans can serialise.
/// </summary>
internal abstract class TypeCopier(Type type)
{
    private static readonly ConcurrentDictionary<Type, TypeCopier> Known = new();
    private static readonly string[] ExceptionNamespaces = ["System", "Microsoft", "Azure"];
    private bool? _isTrivial;

    /// <summary>Whether values of this type, derived types included, are passed as they are.</summary>
    public bool IsTrivial => _isTrivial ?? (PassesAsIs && (Type.IsSealed || SimpleTypes.Contains(Type)));

    protected Type Type { get; } = type;

    /// <summary>Whether values of exactly this type are passed as they are.</summary>
    protected abstract bool PassesAsIs { get; }

    /// <summary>The copier of a type.</summary>
    /// <exception cref="CodecNotFoundException">Orleans could not serialise it; the message names the culprit.</exception>
    public static TypeCopier For(Type type) => Known.TryGetValue(type, out var known) ? known : Build(type);

    /// <summary>The copier of a member or parameter, which may itself be marked as immutable.</summary>
    /// <exception cref="CodecNotFoundException">Orleans could not serialise it; the message names the culprit and the place.</exception>
    public static TypeCopier ForMember(Type type, bool isImmutable, string place)
    {
        try
        {
            var copier = For(type);
            return isImmutable ? AsIsCopier.Always : copier;
        }
        catch (CodecNotFoundException e)
        {
            throw new CodecNotFoundException($"{e.Message} It is the type of {place}.");
        }
    }

    /// <summary>What a caller gets of an exception: itself, unless Orleans could not serialise it or one of its causes.</summary>
    public static Exception Carriable(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            var type = e.GetType();
            if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
                && !ExceptionNamespaces.Any(prefix => type.Namespace?.StartsWith(prefix, StringComparison.Ordinal) ?? false))
            {
                return new CodecNotFoundException($"Could not find a codec for type {type}. Its message was: {e.Message}");
            }
        }

        return exception;
    }

    public object? Copy(object? value) => value is null || IsTrivial ? value : Copy(value, new CopyContext());

    public object? Copy(object? value, CopyContext context)
    {
        if (value is null || IsTrivial)
        {
            return value;
        }

        var copier = value.GetType() == Type ? this : ForRuntimeType(ref value);
        return copier.PassesAsIs ? value : context.TryGet(value, out var copy) ? copy : copier.CopyValue(value, context);
    }

    /// <summary>Copies a value of exactly this type that needs copying and was not met yet.</summary>
    protected abstract object CopyValue(object value, CopyContext context);

    /// <summary>The copier of a value of another type than the one declared; may replace the value by one that has a copier.</summary>
    protected virtual TypeCopier ForRuntimeType(ref object value) => For(value.GetType());

    private static TypeCopier Build(Type type)
    {
        lock (Known)
        {
            var building = new Dictionary<Type, TypeCopier>();
            var built = CopierBuilder.Build(type, building, Known);
            foreach (var (t, copier) in building)
            {
                copier._isTrivial = copier.IsTrivial;
                Known[t] = copier;
            }

            return built;
        }
    }
}
