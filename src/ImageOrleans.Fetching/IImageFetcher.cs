namespace ImageOrleans.Fetching;

/// <summary>Downloads images.</summary>
public interface IImageFetcher
{
    /// <summary>
    /// Downloads what a URL leads to, with redirects and retries. Whatever is wrong with the URL, the host or the answer is
    /// a failure in the result, never an exception.
    /// </summary>
    /// <remarks>
    /// The result holds memory that counts against <see cref="FetchingOptions.MaxBufferedBytes"/> until it is disposed.
    /// Whoever fetches while holding a result can wait for himself: dispose one before fetching the next.
    /// </remarks>
    /// <param name="url">
    /// An absolute http or https URL without credentials, of at most 8,192 characters. White space at its ends is ignored;
    /// host names beyond ASCII become Punycode (RFC 3492); spaces and other characters that must be escaped are escaped.
    /// </param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <param name="beginNoMore">
    /// Gives the download up where it waits for its turn or for another attempt. An attempt under way goes on.
    /// </param>
    /// <returns>The image or the failure, which the caller disposes.</returns>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> was cancelled, or <paramref name="beginNoMore"/> before there was a final result.
    /// </exception>
    Task<FetchResult> FetchAsync(string url, CancellationToken cancellationToken, CancellationToken beginNoMore = default);
}
