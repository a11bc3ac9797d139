using ImageOrleans.TestSupport;
using Microsoft.Playwright;

namespace ImageOrleans.Web.Tests;

/// <summary>Debian's Chromium without a window.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";

    // In milliseconds. The driver's own 5 s are too short for a machine with much else to do.
    private const float LongestExpectation = 60_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>The one that the tests of this assembly share.</summary>
    public static Task<Browser> ShareAsync() => SharedParts.GetAsync(typeof(Browser), StartAsync);

    /// <summary>A page that fails the test by any error in its scripts.</summary>
    public async Task<IPage> OpenAsync(Uri url)
    {
        var page = await _browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1000, Height = 900 } });
        page.PageError += (_, error) => throw new InvalidOperationException($"A script of the page failed: {error}");
        await page.GotoAsync(url.AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static async Task<Browser> StartAsync()
    {
        Assert.True(File.Exists(Executable), $"There is no {Executable}. Install it: apt-get install chromium");
        Assertions.SetDefaultExpectTimeout(LongestExpectation);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Browser(playwright, browser);
    }
}
