namespace Orleans.Storage;

/// <summary>Options of a store that serialises.</summary>
public interface IStorageProviderSerializerOptions
{
    /// <summary>The serializer; filled in from the services if it is not set.</summary>
    IGrainStorageSerializer GrainStorageSerializer { get; set; }
}
