using System.ComponentModel;
using System.Diagnostics;

namespace ImageOrleans.Benchmarks.Codecs.Peers;

/// <summary>Runs programs of the machine.</summary>
internal static class ExternalCommand
{
    /// <summary>Starts a program.</summary>
    /// <param name="start">Which, and how.</param>
    /// <returns>The running program.</returns>
    /// <exception cref="BenchmarkException">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new BenchmarkException($"{start.FileName} did not start.");
        }
        catch (Win32Exception e)
        {
            throw new BenchmarkException($"{start.FileName} cannot be run: {e.Message}");
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BenchmarkException">It failed; the message has what it wrote.</exception>
    public static async Task RunAsync(
        string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                var said = $"{await errors}\n{await output}".Trim();
                throw new BenchmarkException($"{program} {string.Join(' ', arguments)} failed. {said}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
