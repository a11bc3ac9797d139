namespace ImageOrleans.Contracts;

/// <summary>Why an image has no result.</summary>
/// <param name="Code">One of <see cref="FailureCodes"/>, for programs.</param>
/// <param name="Message">A sentence for people, which can be shown to whoever uploaded the catalogue.</param>
[GenerateSerializer, Immutable]
public sealed record ImageFailure(
    [property: Id(0)] string Code,
    [property: Id(1)] string Message);
