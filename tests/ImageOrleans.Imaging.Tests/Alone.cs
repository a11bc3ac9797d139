namespace ImageOrleans.Imaging.Tests;

/// <summary>The tests that look at what the whole process does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
