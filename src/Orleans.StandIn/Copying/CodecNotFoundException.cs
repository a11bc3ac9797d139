namespace Orleans.Serialization;

/// <summary>Nobody told Orleans how to carry a type across grain calls.</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException(string message) : SerializerException(message);
