using ImageOrleans.Contracts;
using Orleans.Concurrency;

namespace ImageOrleans.Grains.Images;

/// <summary>One of a silo's workers. Most of them wait for a download; the compression lane bounds how many compress.</summary>
[StatelessWorker(MaxWorkersPerSilo)]
public sealed class ImageCompressorWorker(ImagePipeline pipeline, StopSignal stop) : Grain, IImageCompressorWorker
{
    private const int MaxWorkersPerSilo = 256;

    /// <inheritdoc />
    public async Task<ImageOutcome> Compress(ImageJob job)
    {
        try
        {
            // On the thread pool: none of it needs the grain.
            return await Task.Run(() => pipeline.ProcessAsync(job.Url, job.Settings, stop.Token, stop.Stopping));
        }
        catch (Exception exception) when (
            stop.Stopping.IsCancellationRequested && exception is (OperationCanceledException or ObjectDisposedException))
        {
            throw new SiloUnavailableException("The silo is stopping: another one has to do this image.", exception);
        }
    }
}
