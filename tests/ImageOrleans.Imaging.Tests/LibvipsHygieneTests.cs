using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

/// <summary>
/// That nothing is left behind in libvips, whatever came of an image. Other tests use libvips as well, hence these run alone.
/// </summary>
[Collection(nameof(Alone))]
public sealed class LibvipsHygieneTests
{
    private static readonly LibvipsCodec Codec = TestLibvips.Codec;

    [Fact]
    public void Thousands_of_failures_leave_nothing_behind()
    {
        var broken = BrokenFiles();
        for (var round = 0; round < 50; round++)
        {
            foreach (var file in broken)
            {
                Assert.Equal(ImageStatus.Failed, Codec.Compress(file).Status);
            }
        }

        AssertNothingIsLeft();
        Assert.Equal("", VipsMemory.Errors());
    }

    [Fact]
    public void Successes_leave_nothing_behind()
    {
        var reduce = new CompressionSettings { MaxWidth = 100 };
        for (var round = 0; round < 20; round++)
        {
            foreach (var format in TestLibvips.Formats)
            {
                Assert.Equal(ImageStatus.Compressed, Codec.Compress(SourceFiles.Photograph(format)).Status);
                Assert.Equal(ImageStatus.Compressed, Codec.Compress(SourceFiles.Photograph(format), reduce).Status);
            }
        }

        AssertNothingIsLeft();
    }

    [Fact]
    public void Threads_in_parallel_get_what_one_thread_gets()
    {
        var jobs = new List<(byte[] Source, CompressionSettings Settings)>();
        foreach (var format in TestLibvips.Formats)
        {
            jobs.Add((SourceFiles.Photograph(format), new CompressionSettings()));
            jobs.Add((SourceFiles.Photograph(format), new CompressionSettings { Format = OutputFormat.WebP, MaxWidth = 200 }));
        }

        jobs.Add((SourceFiles.Of(Pictures.CutOut(), ImageFormat.Png), new CompressionSettings()));
        jobs.Add((GifFile.Write(Pictures.Animation(5), [10, 10, 10, 10, 10]), new CompressionSettings()));
        jobs.AddRange(BrokenFiles().Select(file => (file, new CompressionSettings())));
        var alone = jobs.ConvertAll(job => Codec.Compress(job.Source, job.Settings));

        // Each thread begins elsewhere, so that every job meets every other.
        var threads = Enumerable.Range(0, 6).Select(start =>
        {
            var outcomes = new Outcome[jobs.Count];
            Exception? failure = null;
            var thread = new Thread(() =>
            {
                try
                {
                    for (var i = 0; i < jobs.Count; i++)
                    {
                        var index = (i + (start * 7)) % jobs.Count;
                        outcomes[index] = Codec.Compress(jobs[index].Source, jobs[index].Settings);
                    }
                }
                catch (Exception e)
                {
                    failure = e;
                }
            });
            thread.Start();
            return (Thread: thread, Outcomes: outcomes, Failure: (Func<Exception?>)(() => failure));
        }).ToList();
        foreach (var (thread, outcomes, failure) in threads)
        {
            thread.Join();
            Assert.Null(failure());
            for (var i = 0; i < jobs.Count; i++)
            {
                Assert.Equal(alone[i].Failure, outcomes[i].Failure);
                Assert.Equal((alone[i].Status, alone[i].Format), (outcomes[i].Status, outcomes[i].Format));
                Assert.True(alone[i].Bytes.AsSpan().SequenceEqual(outcomes[i].Bytes), $"job {i} came out differently");
            }
        }
    }

    [Fact]
    public void The_source_is_not_read_any_more_after_the_call()
    {
        var source = SourceFiles.Photograph(ImageFormat.Png).ToArray();
        using var result = new ImageCompressor(new ImagingOptions(), Codec).Compress(source, new CompressionSettings());
        var before = result.Bytes.ToArray();
        Array.Clear(source);
        Assert.Equal(before, result.Bytes.ToArray());
    }

    [Fact]
    public void Bytes_are_gone_after_disposal()
    {
        var result = new ImageCompressor(new ImagingOptions(), Codec).Compress(
            SourceFiles.Photograph(ImageFormat.Png), new CompressionSettings());
        result.Dispose();
        Assert.Throws<ObjectDisposedException>(() => result.Bytes.Length);
        result.Dispose();
    }

    private static List<byte[]> BrokenFiles()
    {
        var files = new List<byte[]>();
        foreach (var format in TestLibvips.Formats)
        {
            var whole = SourceFiles.Photograph(format);
            files.Add(whole[..40]);
            if (format != ImageFormat.Jpeg)
            {
                files.Add(whole[..(whole.Length / 3)]);
                files.Add(whole[..(whole.Length * 9 / 10)]);
            }
        }

        // In the formats that are not arithmetically coded rubbish is noticed.
        foreach (var format in new[] { ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.Tiff })
        {
            var rubbish = SourceFiles.Of(Pictures.Photograph(), format).ToArray();
            new Random(3).NextBytes(rubbish.AsSpan(format == ImageFormat.Tiff ? 8 : 60));
            files.Add(rubbish);
        }

        return files;
    }

    /// <summary>
    /// Objects are gone when a call returns. Of their buffers a worker thread may let go a moment later: the bounds are those
    /// of a single call, far below what hundreds of calls would have left.
    /// </summary>
    private static void AssertNothingIsLeft()
    {
        Assert.Equal(0, VipsMemory.Objects());
        Assert.InRange(VipsMemory.Allocations(), 0, 60);
        Assert.InRange(VipsMemory.Current(), 0, 4 << 20);
    }
}
