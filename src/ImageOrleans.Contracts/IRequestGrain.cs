namespace ImageOrleans.Contracts;

/// <summary>
/// One uploaded catalogue and everything made from it. Its key is the request's id. It owns the rows: it loads them
/// segment by segment, has each processed by a product grain, and writes the result.
/// </summary>
public interface IRequestGrain : IGrainWithGuidKey
{
    /// <summary>Accepts a catalogue. The same submission again changes nothing; another one for the same id is a conflict.</summary>
    /// <param name="submission">The uploaded catalogue and what to do with it.</param>
    /// <returns>The request. It survives a crash from here on.</returns>
    Task<CommandResult> Submit(RequestSubmission submission);

    /// <summary>Tells how far the request is. Goes on with it if it is unfinished and nobody works on it.</summary>
    /// <returns>The request; null when there is none.</returns>
    Task<RequestSnapshot?> GetSnapshot();

    /// <summary>Goes on with the request if it is unfinished and nobody works on it.</summary>
    /// <returns>A task that ends when work is under way.</returns>
    Task Resume();

    /// <summary>Stops the request. What is finished is kept; the rest can be done by a retry.</summary>
    /// <returns>The request; a conflict when it is finished.</returns>
    Task<CommandResult> Cancel();

    /// <summary>Works on the images that failed or, after a stop, were not begun.</summary>
    /// <returns>The request; a conflict when it is unfinished or has no such image.</returns>
    [ResponseTimeout("00:05:00")]
    Task<CommandResult> Retry();

    /// <summary>Stops the request and removes it with its files.</summary>
    /// <returns>Whether there was one.</returns>
    Task<CommandResult> Delete();
}
