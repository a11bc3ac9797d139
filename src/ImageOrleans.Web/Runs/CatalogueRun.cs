using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching;
using ImageOrleans.Hosting;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Samples.Catalogue;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using ImageOrleans.Web.Uploads;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace ImageOrleans.Web.Runs;

/// <summary>
/// The main job from the command line: serves, sends a catalogue to itself as any client would, shows what comes of it.
/// </summary>
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

    private string FileName => _arguments.Catalogue?.Name ?? SampleCatalogue.CsvFileName;

    /// <summary>Runs until the result is verified, or until somebody stops the server.</summary>
    /// <returns>The process' exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        RequireReadable(_arguments.Catalogue);
        await using var app = await WebHost.StartAsync(
            () =>
            {
                var app = WebHost.Create(_arguments.HostArguments, Configure);
                ServeSample(app);
                return app;
            },
            cancellationToken);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        var baseUrl = BaseUrlOf(app);
        app.Services.GetService<SampleFetcher>()?.Allow(new Uri(baseUrl, SamplePath));
        using var client = new RequestClient(baseUrl);
        var exitCode = await ProcessAsync(app, client, stopping.Token);
        if (exitCode == 0 && !_arguments.Check)
        {
            if (!stopping.IsCancellationRequested)
            {
                _console.MarkupLine("[dim]Serving. Press Ctrl+C to stop.[/]");
            }

            await app.WaitForShutdownAsync(cancellationToken);
        }
        else
        {
            await app.StopAsync(CancellationToken.None);
        }

        return exitCode;
    }

    public void Dispose() => _checkFolder?.Delete(recursive: true);

    private async Task<int> ProcessAsync(WebApplication app, RequestClient client, CancellationToken cancellationToken)
    {
        try
        {
            if (!_arguments.Check)
            {
                RunReport.ShowEarlier(_console, await client.ListAsync(cancellationToken));
            }

            return await SubmitAndShowAsync(app, client, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _console.WriteLine(_arguments.Check
                ? "Stopped: nothing is verified."
                : "Stopped. Start again to go on with what is not finished.");
            return _arguments.Check ? 1 : 0;
        }
        catch (HttpRequestException exception)
        {
            _console.MarkupLineInterpolated($"[red]The server does not answer: {exception.Message}[/]");
            return 1;
        }
    }

    private async Task<int> SubmitAndShowAsync(WebApplication app, RequestClient client, CancellationToken cancellationToken)
    {
        var (request, problem) = await SubmitAsync(client, cancellationToken);
        if (request is null)
        {
            await Console.Error.WriteLineAsync($"{FileName}: {problem}");
            return 1;
        }

        if (await RunProgress.ShowAsync(_console, client, request, cancellationToken) is not { } finished)
        {
            _console.WriteLine("The request was removed.");
            return _arguments.Check ? 1 : 0;
        }

        var objects = app.Services.GetRequiredService<ObjectStore>();
        RunReport.Show(_console, finished, objects.PathOf(new RequestFiles(finished.Id).Output), client.BaseUrl);
        if (!_arguments.Check)
        {
            return 0;
        }

        var verification = new RunVerification(
            client, app.Services.GetRequiredService<IImageFetcher>(), app.Services.GetRequiredService<IPixelCodec>());
        var facts = await verification.VerifyAsync(finished, OpenCatalogue(client), IsSample, cancellationToken);
        return RunReport.Show(_console, facts) ? 0 : 1;
    }

    private async Task<(RequestResource? Request, string? Problem)> SubmitAsync(
        RequestClient client, CancellationToken cancellationToken)
    {
        var catalogue = OpenCatalogue(client);
        await using (catalogue.ConfigureAwait(false))
        {
            return await client.SubmitAsync(catalogue, FileName, cancellationToken);
        }
    }

    private Stream OpenCatalogue(RequestClient client) => _arguments.Catalogue is { } file
        ? file.OpenRead()
        : new MemoryStream(Encoding.UTF8.GetBytes(SampleCatalogue.ToCsv(new Uri(client.BaseUrl, SamplePath))), writable: false);

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
            settings[$"{DatabaseOptions.SectionName}:{nameof(DatabaseOptions.Provider)}"] = nameof(DatabaseProvider.Sqlite);
            settings[$"{DatabaseOptions.SectionName}:{nameof(DatabaseOptions.ConnectionString)}"] = null;
            settings[$"{ClusterSettings.SectionName}:{nameof(ClusterSettings.Clustering)}"] = nameof(ClusteringKind.Embedded);
            settings[$"{UploadOptions.SectionName}:{nameof(UploadOptions.PublicBaseUrl)}"] = null;
        }

        builder.Configuration.AddInMemoryCollection(settings);
        if (IsEmbedded(builder.Configuration))
        {
            builder.Services.AddSingleton<HttpImageFetcher>();
            builder.Services.AddSingleton<SampleFetcher>();
            builder.Services.AddSingleton<IImageFetcher>(provider => provider.GetRequiredService<SampleFetcher>());
        }
        else if (IsSample)
        {
            throw new ConfigurationException(
                "The sample's images are on this machine, where silos elsewhere don't fetch them: give a catalogue of your own, "
                + "or leave Cluster:Clustering out.");
        }
    }

    // An earlier run may have left the sample unfinished, whatever this one is to do.
    private void ServeSample(WebApplication app)
    {
        var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var folder = Path.Combine(Path.GetFullPath(storage.DataDirectory), "sample");
        if (IsSample)
        {
            _console.Status().Start("Drawing the sample images…", _ => SampleCatalogue.Write(folder));
        }

        if (Directory.Exists(folder))
        {
            var files = new PhysicalFileProvider(folder);
            app.UseStaticFiles(new StaticFileOptions { RequestPath = SamplePath, FileProvider = files });
        }
    }

    private static bool IsEmbedded(ConfigurationManager configuration) =>
        (configuration.GetSection(ClusterSettings.SectionName).Get<ClusterSettings>() ?? new ClusterSettings()).Clustering
        == ClusteringKind.Embedded;

    private static void RequireReadable(FileInfo? catalogue)
    {
        try
        {
            catalogue?.OpenRead().Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The catalogue can't be read: {exception.Message}", exception);
        }
    }

    private static Uri BaseUrlOf(WebApplication app)
    {
        var url = app.Urls.FirstOrDefault(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            ?? throw new ConfigurationException(
                "The command needs an http address to send the catalogue to: set --urls http://localhost:PORT.");
        string[] everywhere = ["+", "*", "0.0.0.0", "[::]"];
        foreach (var host in everywhere)
        {
            url = url.Replace($"://{host}", "://localhost", StringComparison.Ordinal);
        }

        return new Uri(url);
    }
}
