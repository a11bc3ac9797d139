using System.Data.Common;
using System.Net.Sockets;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace ImageOrleans.Grains;

/// <summary>Failures that pass by themselves: what they are, what people have to know of them, and how they reach other grains.</summary>
internal static class TransientFailures
{
    // ENOSPC, and ERROR_DISK_FULL as an HRESULT.
    private const int OutOfSpace = 28;
    private const int OutOfSpaceOnWindows = unchecked((int)0x80070070);

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

    /// <summary>What is away, for people, as the end of a sentence. Paths and statements are not for all of them: those are in the log.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        TransientFailureException => exception.Message,
        _ when IsOfCluster(exception) => "a silo of the cluster.",
        TimeoutException => "an answer took too long.",
        DbException database => DatabaseFailures.IsOfFullDisk(database) ? "the database's disk is full."
            : "the database can't be used.",
        IOException => exception.HResult is OutOfSpace or OutOfSpaceOnWindows ? "the disk is full." : "the disk can't be used.",
        OrleansException { InnerException: { } cause } => Describe(cause),
        _ => exception.Message,
    };

    /// <summary>
    /// Whether a failure passes, but does not get to a caller on another silo as one, such as that of a database's driver.
    /// </summary>
    public static bool NeedsReport(Exception exception) => IsTransient(exception) && !TravelsWhole(exception);

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
