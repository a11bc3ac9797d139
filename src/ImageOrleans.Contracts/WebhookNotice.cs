namespace ImageOrleans.Contracts;

/// <summary>The announcement that a request came to its end.</summary>
[GenerateSerializer, Immutable]
public sealed record WebhookNotice
{
    /// <summary>Where to announce it: an absolute http or https URL.</summary>
    [Id(0)]
    public required string Url { get; init; }

    /// <summary>The request at its end.</summary>
    [Id(1)]
    public required RequestSnapshot Request { get; init; }

    /// <summary>The absolute URL of the result; null when there is none.</summary>
    [Id(2)]
    public string? OutputFileUrl { get; init; }

    /// <summary>The absolute URL of the request; null in announcements of older versions.</summary>
    [Id(3)]
    public string? RequestUrl { get; init; }

    /// <summary>The absolute URL of the list of what failed; null when nothing did.</summary>
    [Id(4)]
    public string? ErrorsFileUrl { get; init; }
}
