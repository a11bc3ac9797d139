using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImageOrleans.TestSupport.Processes;

/// <summary>The web server as it is built, in a process of its own, on a free port of the loopback address.</summary>
public sealed partial class WebProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(5);

    private WebProcess(ChildProcess process, Uri url)
    {
        Process = process;
        Http = new HttpClient { BaseAddress = url };
    }

    public ChildProcess Process { get; }

    public HttpClient Http { get; }

    /// <summary>Starts a server, and waits until it listens.</summary>
    /// <param name="settings">Configuration for its command line.</param>
    /// <param name="cancellationToken">Ends the waiting, and the server.</param>
    /// <param name="launcher">What its command line begins with. Empty for nothing.</param>
    public static async Task<WebProcess> StartAsync(
        IEnumerable<string> settings, CancellationToken cancellationToken, params IReadOnlyList<string> launcher)
    {
        var process = Begin(settings, launcher);
        try
        {
            var listening = await process.WaitForLineAsync(ListeningLine(), LongestStart, cancellationToken);
            return new WebProcess(process, new Uri(listening.Groups["url"].Value));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server, and does not wait for it.</summary>
    /// <param name="settings">Configuration for its command line.</param>
    /// <param name="launcher">What its command line begins with. Empty for nothing.</param>
    public static ChildProcess Begin(IEnumerable<string> settings, params IReadOnlyList<string> launcher) => ChildProcess.Start(
        ChildProcess.AssemblyOf("ImageOrleans.Web"), ["--urls", "http://127.0.0.1:0", .. settings], launcher);

    /// <summary>Uploads a catalogue.</summary>
    /// <returns>The request's id.</returns>
    public async Task<Guid> SubmitAsync(string csv, CancellationToken cancellationToken)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var response = await Http.PostAsync("api/requests", content, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw new InvalidOperationException(Process.Describe($"answered {(int)response.StatusCode} to an upload"));
        }

        var request = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return request.GetProperty("id").GetGuid();
    }

    /// <summary>
    /// Asks for a request until it is as it should be. While a silo is away, the server may not know: then it is asked again.
    /// </summary>
    /// <exception cref="TimeoutException">It has not come to that. The message has what the server wrote.</exception>
    public async Task<JsonElement> WaitForAsync(
        Guid id, Func<JsonElement, bool> condition, TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestRequest);
        JsonElement? last = null;
        try
        {
            while (true)
            {
                using var response = await Http.GetAsync($"api/requests/{id}", limit.Token);
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    response.EnsureSuccessStatusCode();
                    last = await response.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
                    if (condition(last.Value))
                    {
                        return last.Value;
                    }
                }

                await Task.Delay(pollInterval, limit.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(Process.Describe($"came no further than {last}"), exception);
        }
    }

    /// <summary>Waits for a request's final status.</summary>
    public Task<JsonElement> WaitForEndAsync(Guid id, TimeSpan pollInterval, CancellationToken cancellationToken) => WaitForAsync(
        id,
        request => request.GetProperty("status").GetString() is not ("Pending" or "Processing"),
        pollInterval,
        cancellationToken);

    /// <summary>A request's result.</summary>
    public Task<string> ReadOutputAsync(Guid id, CancellationToken cancellationToken) =>
        Http.GetStringAsync($"api/requests/{id}/output.csv", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Process.DisposeAsync();
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://\S+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ListeningLine();
}
