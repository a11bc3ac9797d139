namespace ImageOrleans.Contracts;

/// <summary>What became of one image of a product. Every input URL has exactly one.</summary>
[GenerateSerializer, Immutable]
public sealed record ImageOutcome
{
    /// <summary>What became of it.</summary>
    [Id(0)]
    public required ImageStatus Status { get; init; }

    /// <summary>The content address of the stored image, 40 lower-case hexadecimal digits; null when it failed.</summary>
    [Id(1)]
    public string? ImageHash { get; init; }

    /// <summary>The format of the stored image; null when it failed.</summary>
    [Id(2)]
    public ImageFormat? Format { get; init; }

    /// <summary>The size of the source in bytes; 0 when nothing was downloaded.</summary>
    [Id(3)]
    public long BytesIn { get; init; }

    /// <summary>The size of the stored image in bytes; 0 when it failed.</summary>
    [Id(4)]
    public long BytesOut { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    [Id(5)]
    public ImageFailure? Failure { get; init; }

    /// <summary>The outcome of an image that failed.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="bytesIn">The size of the source in bytes, where it was downloaded.</param>
    /// <returns>An outcome with <see cref="ImageStatus.Failed"/>.</returns>
    public static ImageOutcome Failed(ImageFailure failure, long bytesIn = 0) =>
        new() { Status = ImageStatus.Failed, Failure = failure, BytesIn = bytesIn };
}
