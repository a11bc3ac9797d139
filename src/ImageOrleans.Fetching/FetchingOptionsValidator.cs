using ImageOrleans.Fetching.Guarding;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Fetching;

/// <summary>Says, in sentences that name the setting, what is wrong with <see cref="FetchingOptions"/>.</summary>
internal sealed class FetchingOptionsValidator : IValidateOptions<FetchingOptions>
{
    private const long LongestBody = 1L << 30;
    private const long LargestBudget = 1L << 40;

    public ValidateOptionsResult Validate(string? name, FetchingOptions options)
    {
        List<string> problems = [];

        CheckRange(nameof(options.MaxBytes), options.MaxBytes, 1, LongestBody);
        CheckRange(nameof(options.MaxRedirects), options.MaxRedirects, 0, 50);
        CheckRange(nameof(options.MaxAttempts), options.MaxAttempts, 1, 20);
        CheckRange(nameof(options.MaxConnectionsPerHost), options.MaxConnectionsPerHost, 1, 1000);
        CheckRange(nameof(options.MaxBufferedBytes), options.MaxBufferedBytes, 1, LargestBudget);

        CheckTime(nameof(options.ConnectTimeout), options.ConnectTimeout);
        CheckTime(nameof(options.AttemptTimeout), options.AttemptTimeout);
        CheckTime(nameof(options.TotalTimeout), options.TotalTimeout);
        CheckTime(nameof(options.IdleTimeout), options.IdleTimeout);
        CheckTime(nameof(options.RetryBaseDelay), options.RetryBaseDelay);
        CheckTime(nameof(options.MaxRetryDelay), options.MaxRetryDelay);
        CheckTime(nameof(options.MaxRetryAfter), options.MaxRetryAfter);
        CheckOrder(nameof(options.AttemptTimeout), options.AttemptTimeout, nameof(options.TotalTimeout), options.TotalTimeout);
        CheckOrder(nameof(options.RetryBaseDelay), options.RetryBaseDelay, nameof(options.MaxRetryDelay), options.MaxRetryDelay);

        if (options.UserAgent is not { Length: >= 1 and <= 256 } agent || agent.Any(c => c is < ' ' or > '~') || agent[0] == ' ' || agent[^1] == ' ')
        {
            Add("UserAgent must be 1 to 256 printable ASCII characters, without spaces at its ends.");
        }

        for (int i = 0; i < options.AllowedNetworks.Count; i++)
        {
            if (!AllowedNetwork.TryParse(options.AllowedNetworks[i], out _, out string? problem))
            {
                Add($"AllowedNetworks:{i} {problem}");
            }
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Add(string problem) => problems.Add($"{FetchingOptions.SectionName}:{problem}");

        void CheckRange(string setting, long value, long least, long most)
        {
            if (value < least || value > most)
            {
                Add($"{setting} is {value}; it must be between {least} and {most}.");
            }
        }

        void CheckTime(string setting, TimeSpan value)
        {
            if (value < TimeSpan.FromMilliseconds(1) || value > TimeSpan.FromDays(1))
            {
                Add($"{setting} is {value}; it must be between a millisecond (00:00:00.001) and a day (1.00:00:00).");
            }
        }

        void CheckOrder(string shorter, TimeSpan value, string longer, TimeSpan limit)
        {
            if (value > limit)
            {
                Add($"{shorter} is {value}; it must not be longer than {longer}, which is {limit}.");
            }
        }
    }
}
