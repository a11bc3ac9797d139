namespace Orleans.Runtime;

/// <summary>A state to be read when its grain is activated.</summary>
internal interface IPersistentStateReader
{
    Task ReadStateAsync(CancellationToken cancellationToken);
}
