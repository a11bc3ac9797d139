using System.Collections.Immutable;
using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.State;

/// <summary>What a product grain keeps.</summary>
[GenerateSerializer]
public sealed class ProductState
{
    /// <summary>The attempt that the outcomes are of.</summary>
    [Id(0)]
    public int Attempt { get; set; }

    /// <summary>The outcome of each image, position by position.</summary>
    [Id(1)]
    public ImmutableArray<ImageOutcome> Outcomes { get; set; } = [];

    /// <summary>The upload that the row is of; null before there are outcomes.</summary>
    [Id(2)]
    public string? UploadId { get; set; }
}
