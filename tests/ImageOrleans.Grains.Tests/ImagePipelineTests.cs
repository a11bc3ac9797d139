using System.Buffers;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching;
using ImageOrleans.Grains.Images;
using ImageOrleans.Imaging;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Tests;

public sealed class ImagePipelineTests
{
    private const string Url = "http://127.0.0.1/lamp.jpg";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Exception> Failures =>
    [
        new IndexOutOfRangeException(),
        new InsufficientMemoryException(),
        new IOException("not the disk's"),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_the_compressor_throws_is_written_down_and_fails_the_image_alone(Exception exception)
    {
        using var folder = new TemporaryFolder();
        using var lane = new CompressionLane(Options.Create(new ProcessingOptions { CompressionSlots = 1 }));
        var objects = new ObjectStore(Options.Create(new StorageOptions { DataDirectory = folder.Path }));
        var log = new ErrorLog();
        var pipeline = new ImagePipeline(
            new Fetcher(), new ThrowingCompressor(exception), new ImageStore(objects, TimeProvider.System), lane, log);

        var outcome = await pipeline.ProcessAsync(Url, new CompressionSettings(), Cancellation);
        var another = await pipeline.ProcessAsync(Url, new CompressionSettings(), Cancellation);

        Assert.Equal((ImageStatus.Failed, FailureCodes.InternalError), (outcome.Status, outcome.Failure?.Code));
        Assert.Equal(outcome, another);
        Assert.Equal([exception, exception], log.Errors);
    }

    [Fact]
    public async Task While_nothing_can_be_stored_nothing_is_fetched_in_vain()
    {
        using var folder = new TemporaryFolder();
        using var lane = new CompressionLane(Options.Create(new ProcessingOptions { CompressionSlots = 1 }));
        var objects = new ObjectStore(Options.Create(new StorageOptions { DataDirectory = folder.Path }));
        var fetcher = new Fetcher();
        var pipeline = new ImagePipeline(
            fetcher, new KeepingCompressor(), new ImageStore(objects, TimeProvider.System), lane, new ErrorLog());

        // The disk is away.
        var (temporary, away) = (Path.Combine(folder.Path, "tmp"), Path.Combine(folder.Path, "away"));
        Directory.Move(temporary, away);
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAnyAsync<IOException>(() => pipeline.ProcessAsync(Url, new CompressionSettings(), Cancellation));
        }

        Assert.Equal(1, fetcher.Calls);
        Directory.Move(away, temporary);
        var outcome = await pipeline.ProcessAsync(Url, new CompressionSettings(), Cancellation);

        Assert.Equal((ImageStatus.KeptOriginal, 2), (outcome.Status, fetcher.Calls));
        Assert.True(pipeline.IsStored(outcome));
        Assert.Empty(Directory.GetFiles(temporary));
    }

    private sealed class Fetcher : IImageFetcher
    {
        public int Calls { get; private set; }

        public Task<FetchResult> FetchAsync(
            string url, CancellationToken cancellationToken, CancellationToken beginNoMore = default)
        {
            Calls++;
            return Task.FromResult(FetchResult.Succeeded(new FetchedImage(new Content(), new Uri(url))));
        }
    }

    private sealed class Content : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = TestImages.Jpeg(1);

        public void Dispose()
        {
        }
    }

    private sealed class ThrowingCompressor(Exception exception) : IImageCompressor
    {
        public CompressionResult Compress(ReadOnlySpan<byte> source, CompressionSettings settings) => throw exception;
    }

    private sealed class KeepingCompressor : IImageCompressor
    {
        public CompressionResult Compress(ReadOnlySpan<byte> source, CompressionSettings settings) =>
            CompressionResult.KeptOriginal(ImageFormat.Jpeg);
    }

    private sealed class ErrorLog : ILogger<ImagePipeline>
    {
        public List<Exception?> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
            {
                Errors.Add(exception);
            }
        }
    }
}
