namespace Orleans;

/// <summary>A state as a store sees it.</summary>
public interface IGrainState<T>
{
    /// <summary>The state.</summary>
    T? State { get; set; }

    /// <summary>The version that the store gave it.</summary>
    string? ETag { get; set; }

    /// <summary>Whether the store has a record of it.</summary>
    bool RecordExists { get; set; }
}
