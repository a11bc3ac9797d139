namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>What some passes of an engine over its set took.</summary>
/// <param name="Seconds">Time by the clock.</param>
/// <param name="ProcessorSeconds">Processor time of the engine's process, all threads.</param>
/// <param name="BytesOut">The bytes of all results of one pass.</param>
/// <param name="Failed">The images of one pass that the engine could not recompress.</param>
/// <param name="AllocatedBytes">Managed memory allocated in all passes, in bytes; null where it cannot be told.</param>
internal sealed record RoundResult(
    double Seconds, double ProcessorSeconds, long BytesOut, int Failed, long? AllocatedBytes = null);
