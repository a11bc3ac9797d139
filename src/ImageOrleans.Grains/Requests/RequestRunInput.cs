using ImageOrleans.Contracts;
using ImageOrleans.Csv;

namespace ImageOrleans.Grains.Requests;

/// <summary>What a run has to do.</summary>
internal sealed record RequestRunInput
{
    public required Guid RequestId { get; init; }

    public required string UploadId { get; init; }

    public required CatalogueIndex Index { get; init; }

    public required CompressionSettings Settings { get; init; }

    public required int Attempt { get; init; }

    /// <summary>The segments in their order, without those that are finished.</summary>
    public required IReadOnlyList<int> Segments { get; init; }

    /// <summary>Whether the tables may know something of the request already.</summary>
    public required bool HasFinishedRows { get; init; }
}
