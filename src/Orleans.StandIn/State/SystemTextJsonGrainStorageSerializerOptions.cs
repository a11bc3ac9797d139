using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Serialization;

/// <summary>How states become JSON.</summary>
public sealed class SystemTextJsonGrainStorageSerializerOptions
{
    /// <summary>With fields, without nulls.</summary>
    public JsonSerializerOptions JsonSerializerOptions { get; } = new()
    {
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
