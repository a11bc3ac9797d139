namespace ImageOrleans.Grains.Webhooks;

/// <summary>How the end of requests is announced. Bound to the section <see cref="SectionName"/> and validated at start.</summary>
public sealed class WebhookOptions
{
    /// <summary>The configuration section: <c>Webhooks</c>.</summary>
    public const string SectionName = "Webhooks";

    /// <summary>
    /// Where the end of requests is announced that name no URL themselves: an absolute http or https URL without credentials.
    /// Default: none.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>
    /// What announcements are signed with, 0 to 2: <c>whsec_</c> and the Base64 of 24 to 64 random bytes
    /// (https://www.standardwebhooks.com). Each gives a signature, so that receivers can change from one to the next.
    /// Default: none, and no signature.
    /// </summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>How long a receiver may take to answer: 1 to 25 s. Default: 20 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}
