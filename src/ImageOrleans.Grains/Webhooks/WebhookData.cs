using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>A request at its end.</summary>
/// <param name="Request">What the API shows of it.</param>
/// <param name="RequestUrl">Where it is.</param>
/// <param name="OutputUrl">Where the result is; null when there is none.</param>
/// <param name="ErrorsUrl">Where the list of what failed is; null when nothing did.</param>
internal sealed record WebhookData(RequestResource Request, string? RequestUrl, string? OutputUrl, string? ErrorsUrl);
