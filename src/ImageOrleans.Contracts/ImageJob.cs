namespace ImageOrleans.Contracts;

/// <summary>An image to be fetched, compressed and stored.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Settings">How to compress it.</param>
[GenerateSerializer, Immutable]
public sealed record ImageJob(
    [property: Id(0)] string Url,
    [property: Id(1)] CompressionSettings Settings);
