using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.TestSupport.Mutants;

/// <summary>Checks one mutant after another.</summary>
/// <param name="check">What each has to stand.</param>
/// <param name="files">The files to make mutants of.</param>
public sealed class MutantRun(MutantCheck check, IReadOnlyList<JpegFile> files)
{
    /// <summary>Runs.</summary>
    /// <param name="firstSeed">The first mutant.</param>
    /// <param name="count">How many mutants.</param>
    /// <param name="maxFailures">After so many failures the run ends; after a mutant that hangs it ends at once.</param>
    /// <param name="progress">Is told how many have been done, now and then.</param>
    /// <returns>What came of them.</returns>
    public MutantReport Run(int firstSeed, int count, int maxFailures = 20, Action<int>? progress = null)
    {
        const int stride = 10_000;
        var outcomes = new Dictionary<TranscodeOutcome, int>();
        var failures = new List<(MutantRecipe Recipe, string Failure)>();
        var done = 0;
        var isHung = false;
        while (done < count && failures.Count < maxFailures && !isHung)
        {
            var recipe = MutantRecipe.Of(files, firstSeed + done++);
            var (outcome, failure) = check.Check(recipe);
            if (outcome is { } known)
            {
                outcomes[known] = outcomes.GetValueOrDefault(known) + 1;
            }

            if (failure is not null)
            {
                failures.Add((recipe, failure));
                isHung = check.IsHung;
            }

            if (done % stride == 0)
            {
                progress?.Invoke(done);
            }
        }

        return new MutantReport(done, outcomes, failures);
    }
}
