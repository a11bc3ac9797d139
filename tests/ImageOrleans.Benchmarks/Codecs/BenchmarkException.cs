namespace ImageOrleans.Benchmarks.Codecs;

/// <summary>The benchmark, or a part of it, cannot run here; the message says why and what to do.</summary>
/// <param name="message">The message, for the person at the terminal.</param>
internal sealed class BenchmarkException(string message) : Exception(message);
