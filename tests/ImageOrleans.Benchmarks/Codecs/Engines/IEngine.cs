namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>Something that makes JPEGs smaller, with a set of them in its memory.</summary>
internal interface IEngine : IAsyncDisposable
{
    /// <summary>The name it has in the tables and on the command line.</summary>
    string Name { get; }

    /// <summary>Recompresses the whole set on one thread.</summary>
    /// <param name="passes">How many times, at least 1.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What it took.</returns>
    Task<RoundResult> RunAsync(int passes, CancellationToken cancellationToken);

    /// <summary>Recompresses the whole set and hands over the results.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The results in the order of the set; null for an image that failed.</returns>
    Task<IReadOnlyList<byte[]?>> RecompressAsync(CancellationToken cancellationToken);
}
