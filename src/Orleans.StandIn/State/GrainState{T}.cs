namespace Orleans;

/// <summary>A state as a store sees it.</summary>
[GenerateSerializer]
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>Without anything.</summary>
    public GrainState()
    {
    }

    /// <summary>With a state.</summary>
    public GrainState(T? state)
        : this(state, null)
    {
    }

    /// <summary>With a state and its version.</summary>
    public GrainState(T? state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    /// <inheritdoc />
    [Id(0)]
    public T? State { get; set; }

    /// <inheritdoc />
    [Id(1)]
    public string? ETag { get; set; }

    /// <inheritdoc />
    [Id(2)]
    public bool RecordExists { get; set; }
}
