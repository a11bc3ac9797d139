using System.Globalization;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Guarding;

namespace ImageOrleans.Web.Uploads;

/// <summary>What the fields beside the file ask for.</summary>
internal sealed class UploadFields
{
    private readonly Dictionary<string, string> _fields;
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    private UploadFields(Dictionary<string, string> fields)
    {
        _fields = new Dictionary<string, string>(fields, StringComparer.OrdinalIgnoreCase);
        Settings = new CompressionSettings();
    }

    public CompressionSettings Settings { get; private set; }

    public string? WebhookUrl { get; private set; }

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Errors => _errors;

    /// <summary>Reads the fields.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="acceptUnknown">Whether other fields are ignored, or errors.</param>
    public static UploadFields Read(Dictionary<string, string> fields, bool acceptUnknown)
    {
        var result = new UploadFields(fields);
        result.Read();
        if (!acceptUnknown)
        {
            foreach (var name in result._fields.Keys)
            {
                result._errors[name] = $"There is no field '{name}'; there are file, quality, format, maxWidth, maxHeight, metadata, "
                    + "progressive, effort, keepSampling and webhookUrl.";
            }
        }

        return result;
    }

    /// <summary>Refuses a webhook whose host must not be connected to: announcing would fail for a day before anybody learns it.</summary>
    /// <param name="hosts">Judges hosts.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>A task that ends when <see cref="Errors"/> are complete.</returns>
    public async Task CheckWebhookAsync(HostCheck hosts, CancellationToken cancellationToken)
    {
        if (WebhookUrl is not null && await hosts.FindRefusalAsync(new Uri(WebhookUrl), cancellationToken) is { } refusal)
        {
            _errors["webhookUrl"] = $"'webhookUrl' can't be announced to. {refusal}";
        }
    }

    private void Read()
    {
        var defaults = new CompressionSettings();
        Settings = new CompressionSettings
        {
            Quality = TakeNumber("quality") ?? defaults.Quality,
            Format = TakeEnum("format", defaults.Format),
            MaxWidth = TakeNumber("maxWidth"),
            MaxHeight = TakeNumber("maxHeight"),
            Metadata = TakeEnum("metadata", defaults.Metadata),
            Progressive = TakeFlag("progressive"),
            Effort = TakeEnum("effort", defaults.Effort),
            KeepSampling = TakeFlag("keepSampling"),
        };
        foreach (var (name, message) in Settings.Validate())
        {
            _errors.TryAdd(name, message);
        }

        WebhookUrl = TakeUrl("webhookUrl") ?? TakeUrl("webhook_url");
    }

    private string? Take(string name) => _fields.Remove(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private int? TakeNumber(string name)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        _errors[name] = $"'{name}' is '{text}', which is not a whole number.";
        return null;
    }

    private T TakeEnum<T>(string name, T whenMissing)
        where T : struct, Enum
    {
        if (Take(name) is not { } text)
        {
            return whenMissing;
        }

        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

        var names = Enum.GetNames<T>().Select(value => value.ToLowerInvariant());
        _errors[name] = $"'{name}' is '{text}'; it takes {string.Join(", ", names)}.";
        return whenMissing;
    }

    private bool TakeFlag(string name)
    {
        switch (Take(name)?.ToLowerInvariant())
        {
            case null or "false" or "0" or "no" or "off":
                return false;
            case "true" or "1" or "yes" or "on":
                return true;
            case var text:
                _errors[name] = $"'{name}' is '{text}'; it takes true or false.";
                return false;
        }
    }

    private string? TakeUrl(string name)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0)
        {
            return url.AbsoluteUri;
        }

        _errors[name] = $"'{name}' is '{text}', which is not an http or https URL without credentials.";
        return null;
    }
}
