namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>Which pictures a request is made of.</summary>
internal enum PictureKind
{
    /// <summary>1000x1000 pixels, as shops have them: the codec takes most of the time.</summary>
    Photograph,

    /// <summary>16x16 pixels: what is around the codec takes most of the time.</summary>
    Tiny,
}
