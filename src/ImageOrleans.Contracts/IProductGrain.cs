using System.Collections.Immutable;

namespace ImageOrleans.Contracts;

/// <summary>One row of a catalogue. Its key is the request's id with the row's index, eight digits, as the extension.</summary>
public interface IProductGrain : IGrainWithGuidCompoundKey
{
    /// <summary>Processes the row's images. Asked again for the same attempt, it answers from its state.</summary>
    /// <param name="job">The row.</param>
    /// <returns>The outcome of each URL, position by position.</returns>
    [ResponseTimeout("00:10:00")]
    Task<ImmutableArray<ImageOutcome>> Process(ProductJob job);
}
