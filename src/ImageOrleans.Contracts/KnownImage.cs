namespace ImageOrleans.Contracts;

/// <summary>An image whose outcome is known because the request met its URL before.</summary>
/// <param name="Url">The input URL.</param>
/// <param name="Outcome">What became of it.</param>
[GenerateSerializer, Immutable]
public sealed record KnownImage(
    [property: Id(0)] string Url,
    [property: Id(1)] ImageOutcome Outcome);
