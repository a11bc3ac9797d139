using System.IO.Compression;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Tests.Support;

namespace ImageOrleans.Fetching.Tests;

public class SizeLimitTests
{
    private const int Limit = 100_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_exactly_the_limit_is_accepted_and_one_byte_more_is_too_large(bool announced)
    {
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            byte[] body = FetchTests.RandomBytes(context.Request.Path == "/fits" ? Limit : Limit + 1);
            await (announced ? OriginServer.SendAsync(context, body) : FetchTests.SendChunkedAsync(context, body));
        });
        using TestFetcher fetcher = new(options => options.MaxBytes = Limit);

        Assert.Equal(Limit, (await fetcher.BytesAsync(server.Url("/fits"))).Length);
        string message = await fetcher.FailureAsync(FailureCodes.TooLarge, server.Url("/too-large"));

        Assert.Contains("100000", message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(0, fetcher.Fetcher.Budget.Held);
    }

    [Fact]
    public async Task An_announced_length_over_the_limit_fails_before_the_body_comes()
    {
        await using RawServer server = RawServer.StartStalling($"HTTP/1.1 200 OK\r\nContent-Length: {Limit + 1}\r\n\r\n");
        using TestFetcher fetcher = new(options => options.MaxBytes = Limit);

        await fetcher.FailureAsync(FailureCodes.TooLarge, server.Url);

        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task An_announced_length_beyond_any_integer_is_no_reason_to_crash()
    {
        await using RawServer server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nabc");
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.TooLarge, server.Url);
    }

    [Fact]
    public async Task A_body_without_end_is_too_large_once_it_passes_the_limit()
    {
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            byte[] chunk = new byte[10_000];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });
        using TestFetcher fetcher = new(options => options.MaxBytes = Limit);

        await fetcher.FailureAsync(FailureCodes.TooLarge, server.Url("/"));
    }

    [Fact]
    public async Task A_decompression_bomb_is_too_large()
    {
        byte[] bomb = Bomb(64 * 1024 * 1024);
        Assert.True(bomb.Length < Limit, $"The bomb has {bomb.Length} bytes.");
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await OriginServer.SendAsync(context, bomb);
        });
        using TestFetcher fetcher = new(options => options.MaxBytes = Limit);

        await fetcher.FailureAsync(FailureCodes.TooLarge, server.Url("/"));

        Assert.Single(server.Requests);
        Assert.Equal(0, fetcher.Fetcher.Budget.Held);
    }

    [Fact]
    public async Task Headers_without_end_are_a_failure_and_not_tried_again()
    {
        StringBuilder answer = new("HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 100; i++)
        {
            answer.Append("X-Header-").Append(i).Append(": ").Append('a', 1000).Append("\r\n");
        }

        await using RawServer server = RawServer.Start(answer.Append("\r\na").ToString());
        using TestFetcher fetcher = new();

        string message = await fetcher.FailureAsync(FailureCodes.ConnectionFailed, server.Url);

        Assert.Contains("headers", message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    private static byte[] Bomb(int size)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize))
        {
            byte[] zeros = new byte[64 * 1024];
            for (int written = 0; written < size; written += zeros.Length)
            {
                gzip.Write(zeros);
            }
        }

        return compressed.ToArray();
    }
}
