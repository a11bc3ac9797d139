using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.TestSupport.Mutants;

/// <summary>What came of many mutants.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Outcomes">How many came to what.</param>
/// <param name="Failures">Those with which something is wrong: the recipe, and what it is.</param>
public sealed record MutantReport(
    int Count, IReadOnlyDictionary<TranscodeOutcome, int> Outcomes, IReadOnlyList<(MutantRecipe Recipe, string Failure)> Failures);
