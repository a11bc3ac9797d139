using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace ImageOrleans.Grains.State;

/// <summary>Grain state as JSON: readable in the database, and the same whichever packages the program was built with.</summary>
public sealed class GrainStateSerializer : IGrainStorageSerializer
{
    /// <inheritdoc />
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, typeof(T), GrainStateJsonContext.Default));

    /// <inheritdoc />
    public T? Deserialize<T>(BinaryData input) => (T?)JsonSerializer.Deserialize(input.ToMemory().Span, typeof(T), GrainStateJsonContext.Default);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RequestState))]
[JsonSerializable(typeof(ProductState))]
[JsonSerializable(typeof(WebhookState))]
internal sealed partial class GrainStateJsonContext : JsonSerializerContext;
