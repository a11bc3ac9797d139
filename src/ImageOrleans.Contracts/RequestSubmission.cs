namespace ImageOrleans.Contracts;

/// <summary>An uploaded catalogue that was found to be one, and what to do with it.</summary>
[GenerateSerializer, Immutable]
public sealed record RequestSubmission
{
    /// <summary>Where the upload was put: the request takes it from there.</summary>
    [Id(0)]
    public required string UploadId { get; init; }

    /// <summary>A digest of the uploaded bytes, to tell the same upload from another with the same idempotency key.</summary>
    [Id(1)]
    public required string ContentDigest { get; init; }

    /// <summary>The name of the uploaded file, for people.</summary>
    [Id(2)]
    public required string FileName { get; init; }

    /// <summary>How to compress.</summary>
    [Id(3)]
    public required CompressionSettings Settings { get; init; }

    /// <summary>The absolute URL, with a slash at its end, that output URLs begin with.</summary>
    [Id(4)]
    public required string PublicBaseUrl { get; init; }

    /// <summary>Where to announce the end; null for nowhere.</summary>
    [Id(5)]
    public string? WebhookUrl { get; init; }

    /// <summary>The number of rows.</summary>
    [Id(6)]
    public required int RowCount { get; init; }

    /// <summary>The number of images.</summary>
    [Id(7)]
    public required long ImageCount { get; init; }

    /// <summary>Whether <see cref="WebhookUrl"/> comes from the configuration, not from the caller.</summary>
    [Id(8)]
    public bool HasDefaultWebhook { get; init; }
}
