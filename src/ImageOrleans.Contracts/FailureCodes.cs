namespace ImageOrleans.Contracts;

/// <summary>The codes of <see cref="ImageFailure"/>. They are part of the public API: a code is never renamed or reused.</summary>
public static class FailureCodes
{
    /// <summary>The text is no absolute http or https URL, or it carries credentials.</summary>
    public const string InvalidUrl = "invalid_url";

    /// <summary>The URL's host has only addresses that must not be connected to.</summary>
    public const string AddressNotAllowed = "address_not_allowed";

    /// <summary>The host name could not be resolved.</summary>
    public const string HostNotFound = "host_not_found";

    /// <summary>No connection could be made, or it broke before the answer was complete.</summary>
    public const string ConnectionFailed = "connection_failed";

    /// <summary>The TLS handshake failed: an untrusted, expired or mismatched certificate, mostly.</summary>
    public const string TlsFailed = "tls_failed";

    /// <summary>The server did not answer, or did not finish answering, in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>The server redirected more often than is followed, or to nowhere.</summary>
    public const string TooManyRedirects = "too_many_redirects";

    /// <summary>The server answered 404 or 410.</summary>
    public const string NotFound = "not_found";

    /// <summary>The server answered with another status than success.</summary>
    public const string HttpError = "http_error";

    /// <summary>The answer was longer than the limit in bytes.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The answer had no bytes.</summary>
    public const string EmptyBody = "empty_body";

    /// <summary>The bytes are no image.</summary>
    public const string NotAnImage = "not_an_image";

    /// <summary>The bytes are an image of a kind that cannot be read or written here.</summary>
    public const string UnsupportedFormat = "unsupported_format";

    /// <summary>The image is damaged or cut short.</summary>
    public const string CorruptImage = "corrupt_image";

    /// <summary>The image has more pixels than the limit.</summary>
    public const string TooManyPixels = "too_many_pixels";

    /// <summary>The image has more frames than the limit.</summary>
    public const string TooManyFrames = "too_many_frames";

    /// <summary>Something went wrong here while the image was compressed; the log says more.</summary>
    public const string InternalError = "internal_error";

    /// <summary>The row that the image belongs to is not valid, so it was not processed.</summary>
    public const string InvalidRow = "invalid_row";
}
