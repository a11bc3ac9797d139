using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Web.Api;

/// <summary>An image and what became of it.</summary>
/// <param name="Position">The position in its cell, 1 for the first.</param>
/// <param name="InputUrl">Where it came from.</param>
/// <param name="OutputUrl">Where the result is; null when it failed.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Format">The format of the result; null when it failed.</param>
/// <param name="BytesIn">The size of the source in bytes; 0 when nothing was downloaded.</param>
/// <param name="BytesOut">The size of the result in bytes; 0 when it failed.</param>
/// <param name="ErrorCode">Why it failed, for programs; null when it did not.</param>
/// <param name="Error">Why it failed, for people; null when it did not.</param>
public sealed record ImageResource(
    int Position,
    string InputUrl,
    string? OutputUrl,
    ImageStatus Status,
    ImageFormat? Format,
    long BytesIn,
    long BytesOut,
    string? ErrorCode,
    string? Error)
{
    internal static ImageResource Of(ImageRecord image) => new(
        image.Position + 1,
        image.InputUrl,
        image.OutputUrl,
        image.Outcome.Status,
        image.Outcome.Format,
        image.Outcome.BytesIn,
        image.Outcome.BytesOut,
        image.Outcome.Failure?.Code,
        image.Outcome.Failure?.Message);
}
