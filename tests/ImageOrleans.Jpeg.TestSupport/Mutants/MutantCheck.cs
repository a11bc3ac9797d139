using ImageOrleans.Jpeg.TestSupport.Peers;
using ImageOrleans.Jpeg.TestSupport.Reference;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.TestSupport.Mutants;

/// <summary>
/// Transcodes mutants, each next to a guard page, and looks at what comes of it: no exception, no hang, and no file that libjpeg-turbo
/// refuses or warns of. What touches memory outside ends the process; the recipe that did it stands in the trace.
/// </summary>
/// <param name="transcoder">The transcoder.</param>
public sealed class MutantCheck(IJpegTranscoder transcoder) : IDisposable
{
    /// <summary>What libjpeg-turbo says of segments that are kept as they came (jerror.h).</summary>
    private static readonly string[] WarningsOfMetadata = ["unknown JFIF revision number", "Unknown Adobe color transform code"];

    private readonly GuardedMemory _memory = new(1 << 20);

    /// <summary>Whether a mutant has not come to an end. No further one can be checked.</summary>
    public bool IsHung { get; private set; }

    /// <summary>How long a mutant may take. None takes more than a blink: a machine may be busy, though.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the coefficients must be the twin's, where both read the file.</summary>
    public bool ComparesWithTwin { get; init; }

    /// <summary>The file that says which mutant is at work, for the case that the process ends; null for none.</summary>
    public string? TracePath { get; init; }

    /// <summary>Checks a mutant.</summary>
    /// <param name="recipe">The mutant.</param>
    /// <returns>The outcome, and what is wrong with it, or null.</returns>
    public (TranscodeOutcome? Outcome, string? Failure) Check(MutantRecipe recipe)
    {
        if (TracePath is not null)
        {
            File.WriteAllText(TracePath, recipe.ToString());
        }

        var work = Task.Factory.StartNew(
            () => CheckInTime(recipe), CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);
        if (work.Wait(Patience))
        {
            return work.Result;
        }

        // The memory is still in use: it stays.
        IsHung = true;
        return (null, $"It takes longer than {Patience.TotalSeconds} s.");
    }

    /// <summary>Frees the memory, unless a mutant hangs in it.</summary>
    public void Dispose()
    {
        if (!IsHung)
        {
            _memory.Dispose();
        }
    }

    private (TranscodeOutcome? Outcome, string? Failure) CheckInTime(MutantRecipe recipe)
    {
        var mutant = recipe.Make();
        TranscodeOutcome outcome;
        byte[]? output;
        try
        {
            outcome = transcoder.Transcode(_memory.Place(mutant, isAtEnd: recipe.Seed % 2 == 0), recipe.Request, out output);
        }
#pragma warning disable CA1031 // Whatever it throws is what is looked for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return (null, $"It throws: {e}");
        }

        return (outcome, Failure(recipe, mutant, outcome, output));
    }

    private string? Failure(MutantRecipe recipe, byte[] mutant, TranscodeOutcome outcome, byte[]? output)
    {
        if (outcome != TranscodeOutcome.Transcoded)
        {
            return output is null ? null : $"It is {outcome}, and still there is a file.";
        }

        if (output is null)
        {
            return "It is transcoded, and there is no file.";
        }

        var decoded = TurboJpeg.Decode(output);
        if (decoded.Message is { } message && !WarningsOfMetadata.Any(known => message.Contains(known, StringComparison.Ordinal)))
        {
            return $"libjpeg-turbo says of the output: {message}.";
        }

        return ComparesWithTwin && recipe.Request is { KeepSampling: true, MaxEffort: false }
            ? Difference(mutant, recipe.Request, output)
            : null;
    }

    private string? Difference(byte[] mutant, TranscodeRequest request, byte[] output)
    {
        ReferenceImage source;
        try
        {
            source = ReferenceImage.Read(mutant);
        }
        catch (ReferenceRefusalException)
        {
            return null;
        }

        var expected = ReferenceRequantiser.Requantise(source, transcoder.RuleFor(request.Quality));
        return ReferenceComparison.FirstDifference(expected, ReferenceImage.Read(output));
    }
}
