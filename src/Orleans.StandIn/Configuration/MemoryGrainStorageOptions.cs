using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Options of a memory store.</summary>
public class MemoryGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <inheritdoc />
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
