using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using ImageOrleans.Contracts;

namespace ImageOrleans.Fetching.Downloads;

/// <summary>
/// Reads the URLs of images: those of catalogues and those of redirects. <see cref="Uri"/> does what browsers do to them:
/// lower-case host, Punycode, odd forms of IPv4 hosts (<c>2130706433</c>, <c>0x7f.1</c>), dot segments, backslashes, and
/// escapes for what must be escaped.
/// </summary>
internal static class ImageUrl
{
    private const int MaxLength = 8192;

    // RFC 1035, section 2.3.4: 255 octets on the wire are 253 characters.
    private const int MaxHostLength = 253;
    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._");

    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out FetchFailure? failure)
    {
        string? problem = Read(text, relativeTo: null, out url);
        failure = problem is null ? null : new FetchFailure(FailureCodes.InvalidUrl, $"The URL {problem}");
        return problem is null;
    }

    /// <summary>Reads the <c>Location</c> of a redirect (RFC 9110, section 10.2.2), which may be relative.</summary>
    public static bool TryFollow(
        Uri from, string location, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out FetchFailure? failure)
    {
        string? problem = Read(location, from, out url);
        failure = problem is null
            ? null
            : new FetchFailure(FailureCodes.InvalidUrl, $"The server redirected to a URL that {problem}");
        return problem is null;
    }

    private static string? Read(string? text, Uri? relativeTo, out Uri? url)
    {
        url = null;
        string trimmed = WithoutLineBreaks((text ?? "").Trim());
        if (trimmed.Length == 0)
        {
            return "is empty.";
        }

        if (trimmed.Length > MaxLength)
        {
            return $"is longer than {MaxLength} characters.";
        }

        bool isUri = relativeTo is null
            ? Uri.TryCreate(trimmed, UriKind.Absolute, out Uri? parsed)
            : Uri.TryCreate(relativeTo, trimmed, out parsed);
        if (!isUri || parsed!.Scheme is not ("http" or "https"))
        {
            return "is no absolute http or https URL.";
        }

        if (parsed.UserInfo.Length > 0)
        {
            return "carries a user name or password.";
        }

        if (!IsHost(parsed))
        {
            return "has a host that is no valid name or address.";
        }

        url = parsed.Fragment.Length == 0 ? parsed : new Uri(parsed.GetLeftPart(UriPartial.Query));
        return null;
    }

    /// <summary>Tabs and line breaks, which come of wrapped cells, are dropped wherever they are, as WHATWG URL has it.</summary>
    private static string WithoutLineBreaks(string text) => text.AsSpan().ContainsAny('\t', '\r', '\n')
        ? string.Concat(text.Split(['\t', '\r', '\n']))
        : text;

    private static bool IsHost(Uri url)
    {
        if (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return true;
        }

        if (!TryGetAsciiHost(url, out ReadOnlySpan<char> host))
        {
            return false;
        }

        foreach (Range label in host.Split('.'))
        {
            if (host[label].Length > MaxLabelLength)
            {
                return false;
            }
        }

        return host.TrimEnd('.').Length is > 0 and <= MaxHostLength && !host.ContainsAnyExcept(HostCharacters);
    }

    private static bool TryGetAsciiHost(Uri url, out ReadOnlySpan<char> host)
    {
        try
        {
            host = url.IdnHost;
            return true;
        }
        catch (UriFormatException)
        {
            // A name that has no Punycode form is found out only here.
            host = default;
            return false;
        }
    }
}
