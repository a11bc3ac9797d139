namespace Orleans.Storage;

/// <summary>Turns states into bytes for a store, and back.</summary>
public interface IGrainStorageSerializer
{
    /// <summary>A state as bytes.</summary>
    BinaryData Serialize<T>(T? input);

    /// <summary>A state of its bytes.</summary>
    T? Deserialize<T>(BinaryData input);
}
