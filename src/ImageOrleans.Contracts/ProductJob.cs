using System.Collections.Immutable;

namespace ImageOrleans.Contracts;

/// <summary>A row to be processed.</summary>
[GenerateSerializer, Immutable]
public sealed record ProductJob
{
    /// <summary>The attempt of the request: a higher one than before asks for the failed images again.</summary>
    [Id(0)]
    public required int Attempt { get; init; }

    /// <summary>How to compress.</summary>
    [Id(1)]
    public required CompressionSettings Settings { get; init; }

    /// <summary>The input URLs in their order; the same one may stand there twice.</summary>
    [Id(2)]
    public required ImmutableArray<string> Urls { get; init; }

    /// <summary>Outcomes of some of these URLs, which need no work.</summary>
    [Id(3)]
    public required ImmutableArray<KnownImage> Known { get; init; }

    /// <summary>
    /// The upload that the row is of. A request that was removed and sent again has the same id and another upload: what
    /// is kept of the one is not for the other.
    /// </summary>
    [Id(4)]
    public required string UploadId { get; init; }
}
