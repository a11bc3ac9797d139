namespace ImageOrleans.Fetching.Guarding;

/// <summary>
/// A connection was not made because the guard allows none of the host's addresses. <see cref="HttpClient"/> wraps it in an
/// <see cref="HttpRequestException"/>. Its message names the addresses: it is for logs, not for whoever gave the URL.
/// </summary>
public sealed class AddressNotAllowedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was refused and why, addresses included.</param>
    /// <param name="publicMessage">The same without what only this machine can know.</param>
    public AddressNotAllowedException(string message, string publicMessage)
        : base(message) => PublicMessage = publicMessage;

    /// <summary>
    /// A sentence for whoever gave the URL: it tells an address only where the URL's host is that very address.
    /// </summary>
    public string PublicMessage { get; }
}
