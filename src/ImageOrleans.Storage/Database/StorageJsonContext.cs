using System.Text.Json.Serialization;
using ImageOrleans.Contracts;

namespace ImageOrleans.Storage.Database;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CompressionSettings))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
