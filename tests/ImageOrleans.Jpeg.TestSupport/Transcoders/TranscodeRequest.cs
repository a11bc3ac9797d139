namespace ImageOrleans.Jpeg.TestSupport.Transcoders;

/// <summary>What a transcoder is asked for.</summary>
public sealed record TranscodeRequest
{
    /// <summary>1 to 100.</summary>
    public int Quality { get; init; } = 50;

    /// <summary>Whether the output is progressive.</summary>
    public bool Progressive { get; init; }

    /// <summary>Whether chroma keeps its size.</summary>
    public bool KeepSampling { get; init; }

    /// <summary>Whether all metadata stay.</summary>
    public bool KeepMetadata { get; init; }

    /// <summary>Whether no effort is spared.</summary>
    public bool MaxEffort { get; init; }

    /// <summary>More pixels are refused.</summary>
    public long MaxPixels { get; init; } = 100_000_000;
}
