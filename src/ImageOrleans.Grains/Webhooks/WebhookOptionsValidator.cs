using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>Says, in sentences that name the setting and no secret, what is wrong with <see cref="WebhookOptions"/>.</summary>
public sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    private const int MaxSecrets = 2;

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);

    // Callers of the grain wait for an attempt under way, and give up after 30 s.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(25);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = ProblemsOf(options).Select(problem => $"{WebhookOptions.SectionName}:{problem}").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(WebhookOptions options)
    {
        if (!string.IsNullOrEmpty(options.Url) && !IsWebUrl(options.Url))
        {
            yield return $"{nameof(options.Url)} is no absolute http or https URL without credentials.";
        }

        if (options.Secrets.Count > MaxSecrets)
        {
            yield return $"{nameof(options.Secrets)} has {options.Secrets.Count} entries; it takes {MaxSecrets} at the most, the new one and the old one.";
        }

        for (var i = 0; i < options.Secrets.Count; i++)
        {
            if (!WebhookSecret.TryParse(options.Secrets[i], out _))
            {
                yield return $"{nameof(options.Secrets)}:{i} must be '{WebhookSecret.Prefix}' and the Base64 of "
                    + $"{WebhookSecret.MinBytes} to {WebhookSecret.MaxBytes} random bytes.";
            }
        }

        if (options.Timeout < ShortestTimeout || options.Timeout > LongestTimeout)
        {
            yield return $"{nameof(options.Timeout)} is {options.Timeout}; it must be between {ShortestTimeout} and {LongestTimeout}.";
        }
    }

    private static bool IsWebUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;
}
