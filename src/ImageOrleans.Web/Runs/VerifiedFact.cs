namespace ImageOrleans.Web.Runs;

/// <summary>Something that must be true of a result.</summary>
/// <param name="Claim">What must be true.</param>
/// <param name="Problem">Why it is not; null when it is.</param>
internal sealed record VerifiedFact(string Claim, string? Problem);
