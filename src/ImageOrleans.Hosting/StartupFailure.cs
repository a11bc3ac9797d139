using System.Data.Common;
using System.Net.Sockets;
using ImageOrleans.Imaging.Libvips;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Hosting;

/// <summary>
/// What keeps a program from starting and whoever starts it can mend, said in a sentence. Anything else is a bug, and is left
/// to crash.
/// </summary>
public static class StartupFailure
{
    // They log what keeps the program from starting, with a stack trace each; it is thrown as well.
    private static readonly string[] LoggersOfStart =
    [
        "Microsoft.Extensions.Hosting.Internal.Host",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Orleans.Runtime.SiloLifecycleSubject",
        "Orleans.Lifecycle",
    ];

    /// <summary>Leaves the telling of what keeps the program from starting to whoever catches it.</summary>
    /// <param name="logging">The logging.</param>
    /// <param name="isStarted">Whether the program has started: then its loggers say everything.</param>
    public static void TellOnce(ILoggingBuilder logging, Func<bool> isStarted)
    {
        foreach (var name in LoggersOfStart)
        {
            logging.AddFilter(name, level => level >= LogLevel.Warning && isStarted());
        }
    }

    /// <summary>Does something that belongs to the start.</summary>
    /// <param name="step">What to do.</param>
    /// <returns>A task that ends when it is done.</returns>
    /// <exception cref="ConfigurationException">It failed for a reason that can be mended.</exception>
    public static async Task GuardAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception exception) when (exception is not ConfigurationException && Describe(exception) is { } message)
        {
            throw new ConfigurationException(message, exception);
        }
    }

    /// <summary>Says what went wrong.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>A sentence, with what to do about it; null for what can't be mended from outside.</returns>
    public static string? Describe(Exception exception) => exception switch
    {
        ConfigurationException or LibvipsNotFoundException => exception.Message,
        OptionsValidationException options => $"The configuration is not valid. {string.Join(' ', options.Failures)}",
        { Source: "Microsoft.Extensions.Configuration.Binder" } => $"The configuration can't be read. {Sentence(exception)}",
        InvalidDataException =>
            $"The configuration can't be read. {Sentence(exception)} {Sentence(exception.GetBaseException())}",
        IOException { InnerException: AddressInUseException } =>
            $"{exception.Message} Stop the other program, or choose another address with --urls http://localhost:PORT.",
        FormatException { Source: "Microsoft.AspNetCore.Http" } or SocketException =>
            $"The program can't listen: {Sentence(exception)} Choose another address with --urls http://localhost:PORT.",
        DbException =>
            $"The database can't be used: {Sentence(exception)} See that it is running, and that Database:ConnectionString is right.",
        IOException or UnauthorizedAccessException =>
            $"A file can't be used: {Sentence(exception)} See to it, or set Storage:DataDirectory to another folder.",
        _ when RedisClustering.Describe(exception) is { } message => message,
        OrleansException or TimeoutException => $"The cluster can't be joined: {Sentence(exception)} See that a silo is running.",
        { InnerException: { } inner } => Describe(inner),
        _ => null,
    };

    private static string Sentence(Exception exception)
    {
        var message = exception.Message.Trim();
        return message.EndsWith('.') ? message : $"{message}.";
    }
}
