using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>A symmetric secret of the Standard Webhooks specification.</summary>
internal sealed class WebhookSecret
{
    public const string Prefix = "whsec_";
    public const int MinBytes = 24;
    public const int MaxBytes = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key)
    {
        _key = key;
    }

    /// <summary>Reads a secret.</summary>
    /// <param name="text"><c>whsec_</c> and the Base64 of 24 to 64 bytes.</param>
    /// <param name="secret">The secret.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WebhookSecret? secret)
    {
        secret = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) || length is < MinBytes or > MaxBytes)
        {
            return false;
        }

        secret = new WebhookSecret(key[..length]);
        return true;
    }

    /// <summary>Signs an attempt.</summary>
    /// <param name="messageId">What goes out as <c>webhook-id</c>.</param>
    /// <param name="timestamp">What goes out as <c>webhook-timestamp</c>, in seconds since 1970.</param>
    /// <param name="body">The body.</param>
    /// <returns>What goes out in <c>webhook-signature</c>: <c>v1,</c> and the Base64 of the HMAC-SHA256.</returns>
    public string Sign(string messageId, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{timestamp}.")));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }
}
