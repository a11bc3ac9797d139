using System.ComponentModel;
using System.Diagnostics;

namespace ImageOrleans.Jpeg.TestSupport.Peers;

/// <summary>libjpeg-turbo's programs.</summary>
public static class JpegTools
{
    /// <summary>Decodes a JPEG to PPM or PGM.</summary>
    public static ToolResult Djpeg(byte[] file) => Run("djpeg", ["-pnm"], file);

    /// <summary>Encodes a PPM or PGM.</summary>
    /// <exception cref="InvalidOperationException">It would not.</exception>
    public static byte[] Cjpeg(byte[] pixmap, params string[] arguments) => Succeed("cjpeg", arguments, pixmap);

    /// <summary>Rewrites a JPEG without loss.</summary>
    /// <exception cref="InvalidOperationException">It would not.</exception>
    public static byte[] Jpegtran(byte[] file, params string[] arguments) => Succeed("jpegtran", arguments, file);

    /// <summary>Runs a program.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <returns>What it gave.</returns>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static ToolResult Run(string program, IEnumerable<string> arguments, byte[] input)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{program} is missing: install libjpeg-turbo-progs.", e);
        }

        // All at once, since a full pipe would stop the program.
        var messages = process.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() => Feed(process.StandardInput.BaseStream, input));
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feeding.Wait();
        return new ToolResult(process.ExitCode, output.ToArray(), messages.Result);
    }

    private static void Feed(Stream stream, byte[] input)
    {
        try
        {
            using (stream)
            {
                stream.Write(input);
            }
        }
        catch (IOException)
        {
            // The program has read as much as it wanted and ended; its exit code tells the rest.
        }
    }

    private static byte[] Succeed(string program, string[] arguments, byte[] input)
    {
        var result = Run(program, arguments, input);
        return result.ExitCode == 0 && result.Output.Length > 0
            ? result.Output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {result.Messages}");
    }
}
