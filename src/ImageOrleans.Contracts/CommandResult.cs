namespace ImageOrleans.Contracts;

/// <summary>The answer of a request to a command.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Snapshot">The request after the command; null when there is none.</param>
/// <param name="Message">A sentence for people when it could not be carried out.</param>
[GenerateSerializer, Immutable]
public sealed record CommandResult(
    [property: Id(0)] CommandOutcome Outcome,
    [property: Id(1)] RequestSnapshot? Snapshot = null,
    [property: Id(2)] string? Message = null);
