namespace ImageOrleans.Contracts;

/// <summary>Fetches, compresses and stores images. Stateless: there are many on each silo, all with the key 0.</summary>
public interface IImageCompressorWorker : IGrainWithIntegerKey
{
    /// <summary>Processes an image.</summary>
    /// <param name="job">The image.</param>
    /// <returns>What became of it. A bad image is an outcome, not an exception.</returns>
    [ResponseTimeout("00:10:00")]
    Task<ImageOutcome> Compress(ImageJob job);
}
