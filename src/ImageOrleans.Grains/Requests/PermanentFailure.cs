using System.Data.Common;

namespace ImageOrleans.Grains.Requests;

/// <summary>Failures that end a request, since trying again by itself won't mend them.</summary>
internal static class PermanentFailure
{
    /// <summary>Whether a failure is one: bugs, damaged files, what is not permitted.</summary>
    public static bool Is(Exception exception) => exception is not OperationCanceledException && !TransientFailures.IsTransient(exception);

    /// <summary>Says what keeps a request from being processed, and what to do about it.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        InvalidDataException => $"{Sentence(exception)} Upload the catalogue again.",
        UnauthorizedAccessException =>
            $"{Sentence(exception)} Give the program the right to read and write its data directory, then retry the request.",
        PathTooLongException => $"{Sentence(exception)} Set Storage:DataDirectory to a folder with a shorter path, then upload the catalogue again.",
        DbException => $"The database refused a statement: {Sentence(exception)} See to the database and its log, then retry the request.",
        _ => $"Something went wrong here: {Sentence(exception)} The log says more. Once that is mended, retry the request.",
    };

    private static string Sentence(Exception exception)
    {
        var message = exception.Message.Trim();
        return message.EndsWith('.') ? message : $"{message}.";
    }
}
