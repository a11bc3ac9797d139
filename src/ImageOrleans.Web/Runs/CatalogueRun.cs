using System.Text;
using ImageOrleans.Hosting;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Samples.Catalogue;
using ImageOrleans.Storage.Objects;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace ImageOrleans.Web.Runs;

/// <summary>The main job from the command line: serves, sends a catalogue to itself as any client would, shows what comes of it.</summary>
internal sealed class CatalogueRun : IDisposable
{
    private const string SamplePath = "/sample";
    private const int RedirectedWidth = 160;

    private readonly RunArguments _arguments;
    private readonly IAnsiConsole _console;
    private readonly DirectoryInfo? _checkFolder;

    public CatalogueRun(RunArguments arguments)
    {
        _arguments = arguments;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            _console.Profile.Width = RedirectedWidth;
        }

        if (arguments.Check)
        {
            // A run of its own: whatever else runs on this machine, and whatever was done before.
            _checkFolder = Directory.CreateTempSubdirectory("imageorleans-check-");
        }
    }

    private bool IsSample => _arguments.Catalogue is null;

    /// <summary>Runs until the result is verified, or until somebody stops the server.</summary>
    /// <returns>The process' exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (_arguments.Catalogue is { Exists: false } missing)
        {
            throw new ConfigurationException($"There is no file '{missing.FullName}'.");
        }

        await using var app = WebHost.Create(_arguments.HostArguments, Configure);
        if (IsSample)
        {
            ServeSample(app);
        }

        await app.StartAsync(cancellationToken);
        var baseUrl = BaseUrlOf(app);
        using var client = new RequestClient(baseUrl);
        if (!_arguments.Check)
        {
            RunReport.ShowEarlier(_console, await client.ListAsync(cancellationToken));
        }

        var catalogue = IsSample
            ? Encoding.UTF8.GetBytes(SampleCatalogue.ToCsv(new Uri(baseUrl, SamplePath)))
            : await File.ReadAllBytesAsync(_arguments.Catalogue!.FullName, cancellationToken);
        var exitCode = await ProcessAsync(app, client, catalogue, cancellationToken);
        if (!_arguments.Check && exitCode == 0)
        {
            _console.MarkupLine("[dim]Serving. Press Ctrl+C to stop.[/]");
            await app.WaitForShutdownAsync(cancellationToken);
        }
        else
        {
            await app.StopAsync(CancellationToken.None);
        }

        return exitCode;
    }

    public void Dispose() => _checkFolder?.Delete(recursive: true);

    private async Task<int> ProcessAsync(WebApplication app, RequestClient client, byte[] catalogue, CancellationToken cancellationToken)
    {
        var (request, problem) = await client.SubmitAsync(catalogue, _arguments.Catalogue?.Name ?? SampleCatalogue.CsvFileName, cancellationToken);
        if (request is null)
        {
            _console.MarkupLineInterpolated($"[red]{problem}[/]");
            return 1;
        }

        var finished = await RunProgress.ShowAsync(_console, client, request, cancellationToken);
        var objects = app.Services.GetRequiredService<ObjectStore>();
        RunReport.Show(_console, finished, objects.PathOf(new RequestFiles(finished.Id).Output), client.BaseUrl);
        if (!_arguments.Check)
        {
            return 0;
        }

        var verification = new RunVerification(client, app.Services.GetRequiredService<IPixelCodec>());
        return RunReport.Show(_console, await verification.VerifyAsync(finished, catalogue, IsSample, cancellationToken)) ? 0 : 1;
    }

    private void Configure(WebApplicationBuilder builder)
    {
        // The screen belongs to the progress.
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:LogLevel:Default"] = nameof(LogLevel.Warning),
            ["Logging:LogLevel:Orleans"] = nameof(LogLevel.Error),
        };
        if (_checkFolder is not null)
        {
            settings["urls"] = "http://127.0.0.1:0";
            settings[$"{StorageOptions.SectionName}:{nameof(StorageOptions.DataDirectory)}"] = _checkFolder.FullName;
        }

        if (IsSample)
        {
            // The sample's images come from this very server.
            settings["Fetching:AllowedNetworks:0"] = "127.0.0.0/8";
            settings["Fetching:AllowedNetworks:1"] = "::1/128";
        }

        builder.Configuration.AddInMemoryCollection(settings);
    }

    private void ServeSample(WebApplication app)
    {
        var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var folder = Path.Combine(Path.GetFullPath(storage.DataDirectory), "sample");
        _console.Status().Start("Drawing the sample images…", _ => SampleCatalogue.Write(folder));
        app.UseStaticFiles(new StaticFileOptions { RequestPath = SamplePath, FileProvider = new PhysicalFileProvider(folder) });
    }

    private static Uri BaseUrlOf(WebApplication app)
    {
        var url = new UriBuilder(app.Urls.First(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal));
        return url.Uri;
    }
}
