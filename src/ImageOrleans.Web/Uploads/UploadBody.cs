namespace ImageOrleans.Web.Uploads;

/// <summary>Reading of what a client sends.</summary>
internal static class UploadBody
{
    /// <summary>Reads from a body. One that ends early is the client's failure, and none of a disk.</summary>
    /// <param name="read">Reads.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="InvalidDataException">The body ended early.</exception>
    public static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new InvalidDataException("The upload ended before it was complete. Send it again.", exception);
        }
    }
}
