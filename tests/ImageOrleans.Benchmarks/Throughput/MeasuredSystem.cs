using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>The web server as users start it, with a silo inside, in a process of its own with a new data directory.</summary>
internal sealed class MeasuredSystem : IAsyncDisposable
{
    public const int ImagesPerRow = 3;

    private readonly WebProcess _web;
    private readonly TemporaryFolder _folder;
    private readonly OriginProcess _origin;

    private MeasuredSystem(WebProcess web, TemporaryFolder folder, OriginProcess origin)
    {
        _web = web;
        _folder = folder;
        _origin = origin;
    }

    /// <summary>The most memory that the process ever had in RAM, in megabytes (VmHWM, proc(5)).</summary>
    public double PeakResidentMegabytes => MegabytesOf("VmHWM:");

    /// <summary>The memory that the process has in RAM, in megabytes (VmRSS, proc(5)).</summary>
    public double ResidentMegabytes => MegabytesOf("VmRSS:");

    /// <summary>The processor time that the process has used.</summary>
    public ProcessorUse Use => ProcessorUse.Of(_web.Process.Id);

    /// <summary>A client of it.</summary>
    public HttpClient Http => _web.Http;

    /// <summary>Starts it.</summary>
    /// <param name="origin">Where its images come from.</param>
    /// <param name="database">How to connect to PostgreSQL; null for SQLite.</param>
    /// <param name="cancellationToken">Ends the waiting, and the process.</param>
    public static async Task<MeasuredSystem> StartAsync(
        OriginProcess origin, string? database, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        try
        {
            string[] databaseSettings = database is null
                ? []
                : ["--Database:Provider", "Postgres", "--Database:ConnectionString", database];
            var web = await WebProcess.StartAsync(
                ["--Storage:DataDirectory", folder.Path, "--Fetching:AllowedNetworks:0", "127.0.0.0/8", .. databaseSettings],
                cancellationToken);
            return new MeasuredSystem(web, folder, origin);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Has it process a request.</summary>
    /// <param name="urls">The images.</param>
    /// <param name="pollInterval">How often it is asked whether it is done.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">An image failed.</exception>
    public async Task<SystemMeasurement> ProcessAsync(string[] urls, TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        var csv = ToCsv(urls);
        var serverBefore = ProcessorUse.Of(_web.Process.Id);
        var originBefore = ProcessorUse.Of(_origin.Id);
        var start = Stopwatch.GetTimestamp();
        var id = await _web.SubmitAsync(csv, cancellationToken);
        var request = await _web.WaitForEndAsync(id, pollInterval, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(start);
        Check(request, urls.Length);
        return new SystemMeasurement(
            urls.Length,
            elapsed,
            ProcessorUse.Of(_web.Process.Id).Since(serverBefore),
            ProcessorUse.Of(_origin.Id).Since(originBefore));
    }

    /// <summary>Uploads a catalogue.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <returns>The request's id.</returns>
    public async Task<Guid> UploadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        using var content = new StreamContent(file, bufferSize: 1 << 16) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var response = await Http.PostAsync("api/requests", content, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw new InvalidOperationException(_web.Process.Describe($"answered {(int)response.StatusCode} to an upload"));
        }

        var request = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return request.GetProperty("id").GetGuid();
    }

    /// <summary>Asks how far a request is.</summary>
    public Task<JsonElement> StatusAsync(Guid id, CancellationToken cancellationToken) =>
        Http.GetFromJsonAsync<JsonElement>($"api/requests/{id}", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    private double MegabytesOf(string name)
    {
        var line = File.ReadLines($"/proc/{_web.Process.Id}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        var kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    private static string ToCsv(string[] urls)
    {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        foreach (var (index, row) in urls.Chunk(ImagesPerRow).Index())
        {
            csv.Append(CultureInfo.InvariantCulture, $"{index + 1},Product {index + 1},\"{string.Join(',', row)}\"\n");
        }

        return csv.ToString();
    }

    // What was not done must not count as fast.
    private void Check(JsonElement request, int images)
    {
        var done = request.GetProperty("images");
        var succeeded = done.GetProperty("compressed").GetInt32() + done.GetProperty("kept").GetInt32();
        if (request.GetProperty("status").GetString() != "Succeeded" || succeeded != images)
        {
            throw new InvalidOperationException(_web.Process.Describe($"ended with {request}"));
        }
    }
}
