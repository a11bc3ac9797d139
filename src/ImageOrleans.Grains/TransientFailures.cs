using System.Data.Common;
using System.Net.Sockets;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace ImageOrleans.Grains;

/// <summary>Failures that pass by themselves: what they are, what people have to know of them, and how they reach other grains.</summary>
internal static class TransientFailures
{
    /// <summary>Whether a failure passes by itself, so that trying again makes sense.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        InconsistentStateException => true,
        _ when IsOfCluster(exception) => true,
        TransientFailureException or TimeoutException or SocketException => true,
        DbException database => DatabaseFailures.IsTransient(database),

        // A disk that is full or away comes back. A path that is too long stays so, as does a file that ends too early;
        // and what is not permitted is no IOException.
        PathTooLongException or EndOfStreamException => false,
        IOException => true,

        // So Orleans passes on what the store of grain state throws.
        OrleansException { InnerException: { } cause } => IsTransient(cause),
        _ => false,
    };

    /// <summary>What is away, for people, as the end of a sentence.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        TransientFailureException => exception.Message,
        _ when IsOfCluster(exception) => "a silo of the cluster.",
        TimeoutException => "an answer took too long.",
        DbException => $"the database ({exception.Message})",
        IOException => $"the disk ({exception.Message})",
        OrleansException { InnerException: { } cause } => Describe(cause),
        _ => exception.Message,
    };

    /// <summary>Whether a failure passes and does not say so, or can't get, to a caller on another silo, such as one of a database's driver.</summary>
    public static bool NeedsTelling(Exception exception) => IsTransient(exception) && !TravelsWhole(exception);

    /// <summary>Makes what reaches every caller of a failure that <see cref="NeedsTelling"/>. The cause is written down.</summary>
    public static TransientFailureException Tell(Exception exception, ILogger logger)
    {
        // Hundreds may fail for the same reason: whoever waits for what is away warns of it.
        logger.LogDebug(exception, "Something is away, and a call fails.");

        // Without the cause: with a driver's exception inside, none of it could be serialised.
        return new TransientFailureException(Describe(exception));
    }

    /// <summary>Calls another grain. A conflict of versions there passes: it reads its state anew. One of the caller's own does not.</summary>
    /// <exception cref="TransientFailureException">There was such a conflict.</exception>
    public static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (InconsistentStateException exception)
        {
            throw new TransientFailureException("another grain, which is active twice.", exception);
        }
    }

    /// <summary>Calls another grain that has nothing to answer.</summary>
    /// <exception cref="TransientFailureException">There was a conflict of versions.</exception>
    public static Task CallAsync(Func<Task> call) => CallAsync(async () =>
    {
        await call();
        return true;
    });

    // Silos come and go. While the last one that has a grain stops, or before the first is known, Orleans finds no place for
    // calls to it; it says so, and that its directory moves, with its base type and no cause.
    private static bool IsOfCluster(Exception exception) => exception
        is OrleansMessageRejectionException
        or ConnectionFailedException
        or GatewayTooBusyException
        || (exception is { InnerException: null } && exception.GetType() == typeof(OrleansException));

    // Orleans' own. A conflict of versions has to get through: Orleans ends the activation that it comes from.
    private static bool TravelsWhole(Exception exception) => exception
        is SiloUnavailableException
        or OrleansMessageRejectionException
        or InconsistentStateException
        or TransientFailureException
        or TimeoutException;
}
