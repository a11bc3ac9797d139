using System.Text;

namespace Orleans.Runtime;

/// <summary>A text that is part of an identity, with its stable hash.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _text;
    private readonly uint _hash;

    private IdSpan(string text)
    {
        _text = text;
        Span<byte> stack = stackalloc byte[256];
        var bytes = Encoding.UTF8.TryGetBytes(text, stack, out var length) ? stack[..length] : Encoding.UTF8.GetBytes(text);
        _hash = StableHash.ComputeHash(bytes);
    }

    /// <summary>Whether there is no text.</summary>
    public bool IsDefault => string.IsNullOrEmpty(_text);

    /// <summary>Makes one of a text.</summary>
    public static IdSpan Create(string id) => new(id);

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => _hash;

    /// <inheritdoc />
    public bool Equals(IdSpan obj) => _hash == obj._hash && string.Equals(_text, obj._text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => (int)_hash;

    /// <inheritdoc />
    public int CompareTo(IdSpan other) => string.CompareOrdinal(_text, other._text);

    /// <inheritdoc />
    public override string ToString() => _text ?? "";

    /// <summary>Equality of the texts.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Inequality of the texts.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
