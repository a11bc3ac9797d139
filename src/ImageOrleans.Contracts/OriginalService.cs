namespace ImageOrleans.Contracts;

/// <summary>The names and words of the original service, which its clients go by.</summary>
public static class OriginalService
{
    /// <summary>The name of a request's id, in queries and payloads.</summary>
    public const string RequestId = "request_id";

    /// <summary>The name of the result's URL, in payloads.</summary>
    public const string OutputFileUrl = "output_file_url";

    /// <summary>The word for a request's status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>PENDING, PROCESSING, SUCCESS or FAILED.</returns>
    public static string StatusOf(RequestStatus status) => status switch
    {
        RequestStatus.Pending => "PENDING",
        RequestStatus.Processing => "PROCESSING",
        RequestStatus.Succeeded or RequestStatus.PartiallySucceeded => "SUCCESS",
        _ => "FAILED",
    };
}
