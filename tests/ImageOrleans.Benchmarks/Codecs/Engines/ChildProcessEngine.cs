using System.Diagnostics;
using System.Text.Json;
using ImageOrleans.Benchmarks.Codecs.Images;
using ImageOrleans.Benchmarks.Codecs.Peers;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>
/// An engine of another language, in a process that reads the set once and then takes a command a line on its standard input:
/// <c>round N</c> recompresses the set N times, <c>keep FOLDER</c> once and writes the results as <c>INDEX.jpg</c>. It answers
/// each with a line of JSON, and one when it is ready. It measures the time itself, so that pipes cost nothing.
/// </summary>
internal sealed class ChildProcessEngine : IEngine
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly string _folder;
    private readonly int _images;

    private ChildProcessEngine(string name, Process process, string folder, int images)
    {
        Name = name;
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _folder = folder;
        _images = images;
    }

    public string Name { get; }

    /// <summary>Starts the process and waits until it has read the set.</summary>
    /// <param name="name">The engine's name.</param>
    /// <param name="program">The interpreter.</param>
    /// <param name="script">The name of a script in the folder Peers.</param>
    /// <param name="arguments">What follows the file with the set.</param>
    /// <param name="set">The images.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="BenchmarkException">It does not start.</exception>
    public static async Task<ChildProcessEngine> StartAsync(
        string name,
        string program,
        string script,
        IReadOnlyList<string> arguments,
        ImageSet set,
        CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("imageorleans-codecs-").FullName;
        var list = Path.Combine(folder, "set.json");
        await File.WriteAllTextAsync(
            list, JsonSerializer.Serialize(set.Images.Select(image => Path.GetFullPath(image.Path))), cancellationToken);
        var start = new ProcessStartInfo(
            program, [Path.Combine(AppContext.BaseDirectory, "Codecs", "Peers", script), list, .. arguments])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // One thread, whatever the libraries make of the number of cores.
        foreach (var variable in (string[])["OMP_NUM_THREADS", "RAYON_NUM_THREADS", "UV_THREADPOOL_SIZE", "VIPS_CONCURRENCY"])
        {
            start.Environment[variable] = "1";
        }

        var engine = new ChildProcessEngine(name, StartOnOneProcessor(start), folder, set.Images.Count);
        try
        {
            using var ready = await engine.ReadAnswerAsync(cancellationToken);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public async Task<RoundResult> RunAsync(int passes, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync($"round {passes}", cancellationToken);
        var values = answer.RootElement;
        return new RoundResult(
            values.GetProperty("seconds").GetDouble(),
            values.GetProperty("processorSeconds").GetDouble(),
            values.GetProperty("bytes").GetInt64(),
            values.GetProperty("failed").GetInt32());
    }

    public async Task<IReadOnlyList<byte[]?>> RecompressAsync(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync($"keep {_folder}", cancellationToken);
        var results = new byte[]?[_images];
        for (var i = 0; i < results.Length; i++)
        {
            var file = Path.Combine(_folder, $"{i}.jpg");
            if (File.Exists(file))
            {
                results[i] = await File.ReadAllBytesAsync(file, cancellationToken);
            }
        }

        return results;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Process StartOnOneProcessor(ProcessStartInfo start)
    {
        using var processor = SingleProcessor.Use();
        return ExternalCommand.Start(start);
    }

    private async Task<JsonDocument> AskAsync(string command, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return await ReadAnswerAsync(cancellationToken);
    }

    private async Task<JsonDocument> ReadAnswerAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line
            ? JsonDocument.Parse(line)
            : throw new BenchmarkException($"{Name} ended: {(await _errors.WaitAsync(cancellationToken)).Trim()}");
}
