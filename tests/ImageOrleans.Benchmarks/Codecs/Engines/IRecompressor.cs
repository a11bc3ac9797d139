namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>Makes a JPEG smaller, in this process. For one thread.</summary>
internal interface IRecompressor : IDisposable
{
    /// <summary>Recompresses one file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="result">The smaller file, valid until the next call.</param>
    /// <returns>Whether it could.</returns>
    bool TryRecompress(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> result);
}
