using System.Text;
using ImageOrleans.Fetching.Guarding;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageOrleans.Fetching.Tests.Support;

/// <summary>
/// The fetcher as it is shipped, but for what its guard allows (127.0.0.0/8), how names resolve, and short pauses between
/// attempts.
/// </summary>
internal sealed class TestFetcher : IDisposable
{
    public TestFetcher(
        Action<FetchingOptions>? configure = null, TimeProvider? time = null, Action<SocketsHttpHandler>? adjust = null)
    {
        Options = new FetchingOptions
        {
            RetryBaseDelay = TimeSpan.FromMilliseconds(1),
            MaxRetryDelay = TimeSpan.FromMilliseconds(1),
            AllowedNetworks = { "127.0.0.0/8" },
        };
        configure?.Invoke(Options);

        TimeProvider clock = time ?? TimeProvider.System;
        SocketsHttpHandler handler = GuardedHttpHandler.Create(
            new AddressGuard(Options.AllowedNetworks), Options, clock, Names, Dialer);
        adjust?.Invoke(handler);
        Fetcher = new HttpImageFetcher(Options, handler, clock, NullLogger<HttpImageFetcher>.Instance);
    }

    public FetchingOptions Options { get; }

    public ScriptedResolver Names { get; } = new();

    public LoopbackDialer Dialer { get; } = new();

    public HttpImageFetcher Fetcher { get; }

    public Task<FetchResult> FetchAsync(string url, CancellationToken? cancellationToken = null) =>
        Fetcher.FetchAsync(url, cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>Fetches what must succeed.</summary>
    public async Task<byte[]> BytesAsync(string url)
    {
        using FetchResult result = await FetchAsync(url);
        Assert.True(result.IsSuccess, result.Failure?.ToString());
        return result.Image.Content.ToArray();
    }

    /// <summary>Fetches text that must succeed.</summary>
    public async Task<string> TextAsync(string url) => Encoding.UTF8.GetString(await BytesAsync(url));

    /// <summary>Fetches what must fail with <paramref name="code"/>; returns the sentence.</summary>
    public async Task<string> FailureAsync(string code, string url)
    {
        using FetchResult result = await FetchAsync(url);
        Assert.False(result.IsSuccess);
        Assert.Equal(code, result.Failure.Code);
        Assert.EndsWith(".", result.Failure.Message, StringComparison.Ordinal);
        return result.Failure.Message;
    }

    public void Dispose() => Fetcher.Dispose();
}
