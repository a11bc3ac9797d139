using FsCheck;
using FsCheck.Fluent;
using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Mutants;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests.Mutants;

/// <summary>What a transcoder must stand.</summary>
internal static class MutantProperties
{
    /// <summary>Checks mutants, and names the smallest recipe that fails.</summary>
    /// <param name="transcoder">The transcoder.</param>
    /// <param name="count">How many.</param>
    public static void Hold(IJpegTranscoder transcoder, int count)
    {
        var outcomes = new Dictionary<TranscodeOutcome, int>();
        var files = JpegFiles.Varied;
        using var check = new MutantCheck(transcoder) { ComparesWithTwin = true };
        var recipes = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => MutantRecipe.Of(files, seed)), recipe => recipe.Shrink());
        Prop.ForAll(recipes, recipe =>
        {
            var (outcome, failure) = check.Check(recipe);
            if (outcome is { } known)
            {
                outcomes[known] = outcomes.GetValueOrDefault(known) + 1;
            }

            return (failure is null).Label(failure ?? "");
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(count));

        // Mutants that are all refused, or all sound, prove little.
        Assert.True(outcomes.GetValueOrDefault(TranscodeOutcome.Transcoded) > count / 5, $"{outcomes.GetValueOrDefault(TranscodeOutcome.Transcoded)} transcoded.");
        Assert.True(outcomes.GetValueOrDefault(TranscodeOutcome.Damaged) > count / 20, $"{outcomes.GetValueOrDefault(TranscodeOutcome.Damaged)} damaged.");
    }
}
