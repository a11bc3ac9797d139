using System.Net;
using ImageOrleans.Fetching;
using ImageOrleans.Fetching.Guarding;
using ImageOrleans.Samples.Catalogue;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Web.Runs;

/// <summary>
/// Fetches the sample's images from the very server that serves them, and everything else as configured. What is let through
/// to an address that is not public are the sample's own URLs, one by one, and no redirects from there.
/// </summary>
internal sealed class SampleFetcher(HttpImageFetcher configured, TimeProvider time, ILogger<HttpImageFetcher> logger)
    : IImageFetcher, IDisposable
{
    // Requests of an earlier run may go on before the server knows its address.
    private readonly TaskCompletionSource<HashSet<string>> _urls = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpImageFetcher? _sample;

    /// <summary>Lets the sample's images be fetched. Until then every download waits.</summary>
    /// <param name="folder">Where this server serves them.</param>
    public void Allow(Uri folder)
    {
        string[] networks = IPAddress.TryParse(folder.IdnHost, out var address)
            ? [new IPNetwork(address, address.GetAddressBytes().Length * 8).ToString()]
            : ["127.0.0.0/8", "::1/128"];
        _sample = new HttpImageFetcher(
            Options.Create(new FetchingOptions { MaxRedirects = 0 }), new AddressGuard(networks), time, logger);
        _urls.SetResult(SampleCatalogue.Products
            .SelectMany(product => product.Images)
            .Select(image => $"{folder.AbsoluteUri}/{image.FileName}")
            .ToHashSet(StringComparer.Ordinal));
    }

    public async Task<FetchResult> FetchAsync(
        string url, CancellationToken cancellationToken, CancellationToken beginNoMore = default)
    {
        var urls = await _urls.Task.WaitAsync(cancellationToken);
        return await (urls.Contains(url) ? _sample! : configured).FetchAsync(url, cancellationToken, beginNoMore);
    }

    public void Dispose() => _sample?.Dispose();
}
