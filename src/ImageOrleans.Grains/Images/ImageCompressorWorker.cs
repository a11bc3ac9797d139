using ImageOrleans.Contracts;
using Orleans.Concurrency;

namespace ImageOrleans.Grains.Images;

/// <summary>One of a silo's workers. Most of them wait for a download; the compression lane bounds how many compress.</summary>
[StatelessWorker(MaxWorkersPerSilo)]
public sealed class ImageCompressorWorker(ImagePipeline pipeline) : Grain, IImageCompressorWorker
{
    private const int MaxWorkersPerSilo = 256;

    /// <inheritdoc />
    public Task<ImageOutcome> Compress(ImageJob job) =>
        Task.Run(() => pipeline.ProcessAsync(job.Url, job.Settings, CancellationToken.None));
}
