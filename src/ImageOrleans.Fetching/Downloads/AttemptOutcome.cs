namespace ImageOrleans.Fetching.Downloads;

/// <summary>What one attempt brought: an image, or a failure.</summary>
internal readonly record struct AttemptOutcome(Fetch Fetch, FetchedImage? Image, FetchFailure? Failure);
