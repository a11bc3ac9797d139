using System.CommandLine;
using ImageOrleans.Hosting;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Web.Runs;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Web;

/// <summary>What the program can be told on the command line.</summary>
internal static class CommandLine
{
    private const string CheckName = "--check";

    // Longer than the host's own limit: whoever asks the program to end gives its images under way some time.
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(1);

    private static readonly string[] OwnOptions = [CheckName, "--help", "--version"];

    /// <summary>Does what the arguments say.</summary>
    /// <param name="arguments">The arguments. Options that are none of its own go to the configuration, such as <c>--urls URL</c>.</param>
    /// <returns>The process' exit code.</returns>
    public static Task<int> InvokeAsync(string[] arguments)
    {
        var own = new List<string>();
        var configuration = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || OwnOptions.Contains(argument, StringComparer.Ordinal))
            {
                own.Add(argument);
                continue;
            }

            configuration.Add(argument);
            if (!argument.Contains('=', StringComparison.Ordinal) && i + 1 < arguments.Length)
            {
                configuration.Add(arguments[++i]);
            }
        }

        return Create([.. configuration]).Parse(own).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = LongestStop });
    }

    private static RootCommand Create(string[] configuration)
    {
        var root = new RootCommand(
            "Makes the images of product catalogues smaller. Without a command it serves the web page and the API. "
            + "Further options are configuration, such as --urls http://localhost:9000.");
        root.SetAction((_, cancellationToken) => ReportAsync(() => ServeAsync(configuration, cancellationToken)));

        var catalogue = new Argument<FileInfo?>("catalogue")
        {
            Description = "The catalogue, a CSV file. Default: a sample that the program makes and serves itself.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var check = new Option<bool>(CheckName) { Description = "Verify the result of the sample, and exit with a status: 0 when all is well." };
        var run = new Command("run", "Processes a catalogue, shows how far it is and what came of it, and goes on serving.")
        {
            catalogue,
            check,
        };
        run.SetAction((parsed, cancellationToken) => ReportAsync(() => RunAsync(
            new RunArguments(parsed.GetValue(catalogue), parsed.GetValue(check), configuration), cancellationToken)));
        root.Add(run);
        return root;
    }

    private static async Task<int> ServeAsync(string[] arguments, CancellationToken cancellationToken)
    {
        await using var app = WebHost.Create(arguments);
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task<int> RunAsync(RunArguments arguments, CancellationToken cancellationToken)
    {
        using var run = new CatalogueRun(arguments);
        return await run.RunAsync(cancellationToken);
    }

    // What whoever started the program can mend is said in a sentence, not in a stack trace.
    private static async Task<int> ReportAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception exception) when (MessageOf(exception) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return ConfigurationException.ExitCode;
        }
    }

    private static string? MessageOf(Exception exception) => exception switch
    {
        ConfigurationException or LibvipsNotFoundException => exception.Message,
        OptionsValidationException options => $"The configuration is not valid. {string.Join(' ', options.Failures)}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"{exception.Message} Stop the other program, or choose another address with --urls http://localhost:PORT.",
        AggregateException { InnerExceptions: [var inner] } => MessageOf(inner),
        _ => null,
    };
}
