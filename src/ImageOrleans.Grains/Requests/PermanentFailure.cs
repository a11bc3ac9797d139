using System.Data.Common;

namespace ImageOrleans.Grains.Requests;

/// <summary>Failures that end a request, since trying again by itself won't mend them.</summary>
internal static class PermanentFailure
{
    /// <summary>Whether a failure is one: bugs, damaged files, what is not permitted.</summary>
    public static bool Is(Exception exception) => exception is not OperationCanceledException && !TransientFailures.IsTransient(exception);

    /// <summary>
    /// Says what keeps a request from being processed, and what to do about it: to everybody who sees the request, and to the receiver
    /// of its webhook. Paths and statements are not for them.
    /// </summary>
    public static string Describe(Exception exception) => exception switch
    {
        // These are the program's own words.
        InvalidDataException => $"{Sentence(exception)} Upload the catalogue again.",
        UnauthorizedAccessException =>
            "The program has no right to read or write a file of its data directory; the log says which. "
            + "Give it the right, then retry the request.",
        PathTooLongException =>
            "A file's path is too long. Set Storage:DataDirectory to a folder with a shorter path, then upload the catalogue again.",
        DbException => "The database refused a statement; the log says which. See to the database, then retry the request.",
        _ => "Something went wrong here; the log says more. Once that is mended, retry the request.",
    };

    private static string Sentence(Exception exception)
    {
        var message = exception.Message.Trim();
        return message.EndsWith('.') ? message : $"{message}.";
    }
}
