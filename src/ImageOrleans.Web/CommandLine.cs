using System.CommandLine;
using ImageOrleans.Hosting;
using ImageOrleans.Web.Runs;

namespace ImageOrleans.Web;

/// <summary>What the program can be told on the command line.</summary>
internal static class CommandLine
{
    private const string CheckName = "--check";

    private static readonly string[] OwnOptions = [CheckName, "--help", "--version"];

    // What .NET's host takes without a section.
    private static readonly string[] HostOptions =
        ["urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName", "AllowedHosts", "shutdownTimeoutSeconds"];

    /// <summary>Does what the arguments say.</summary>
    /// <param name="arguments">
    /// The arguments. Options that are none of its own go to the configuration, such as <c>--urls URL</c>.
    /// </param>
    /// <returns>The process' exit code.</returns>
    public static Task<int> InvokeAsync(string[] arguments) => ReportAsync(() =>
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

            RequireKnown(argument.Split('=')[0]);
            configuration.Add(argument);
            if (!argument.Contains('=', StringComparison.Ordinal))
            {
                i++;
                configuration.Add(i < arguments.Length ? arguments[i] : throw new ConfigurationException($"{argument} lacks its value."));
            }
        }

        // Ctrl+C and SIGTERM are the host's, which takes the time it needs to stop cleanly.
        return Create([.. configuration]).Parse(own).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    });

    private static void RequireKnown(string option)
    {
        var name = option[2..];
        if (name.Contains(':', StringComparison.Ordinal))
        {
            ConfigurationCheck.RequireSection(name, WebHost.Options);
        }
        else if (!HostOptions.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ConfigurationException(
                $"There is no option {option}. There are {string.Join(", ", OwnOptions)}, --urls, and those of the configuration, "
                + "such as --Database:Provider Postgres.");
        }
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
        var check = new Option<bool>(CheckName)
        {
            Description = "Verify the result, and exit with a status: 0 when all is well. It uses a folder and a port of its own.",
        };
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
        await using var app = await WebHost.StartAsync(() => WebHost.Create(arguments), cancellationToken);
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
        catch (ConfigurationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ConfigurationException.ExitCode;
        }
    }
}
