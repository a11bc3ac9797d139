namespace Orleans.Runtime;

/// <summary>What a class of grains is called within grain ids.</summary>
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>
{
    /// <summary>Makes one of its text.</summary>
    public GrainType(IdSpan id) => Value = id;

    /// <summary>The text.</summary>
    public IdSpan Value { get; }

    /// <summary>Whether there is no text.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Makes one of its text.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => Value.GetUniformHashCode();

    /// <inheritdoc />
    public bool Equals(GrainType obj) => Value.Equals(obj.Value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc />
    public int CompareTo(GrainType other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();

    /// <summary>Equality of the texts.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Inequality of the texts.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
