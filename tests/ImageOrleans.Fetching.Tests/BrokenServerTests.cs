using System.Net.Sockets;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Tests.Support;

namespace ImageOrleans.Fetching.Tests;

public class BrokenServerTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-4\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 4\r\n\r\nnope")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Len")]
    [InlineData("HTTP/1.1 ")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    public async Task A_broken_answer_is_connection_failed_after_all_attempts(string answer)
    {
        await using RawServer server = RawServer.Start(answer);
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.ConnectionFailed, server.Url);

        Assert.Equal(4, server.Requests);
        Assert.Equal(0, fetcher.Fetcher.Budget.Held);
        Assert.Equal(0, fetcher.Fetcher.Gate.HostCount);
    }

    [Fact]
    public async Task A_server_that_hangs_up_without_a_word_is_connection_failed()
    {
        await using RawServer server = RawServer.Start("");
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.ConnectionFailed, server.Url);

        Assert.True(server.Requests >= 4); // the HTTP stack asks again by itself, too
    }

    [Fact]
    public async Task A_compressed_body_that_is_cut_short_is_connection_failed()
    {
        byte[] whole = GZip(FetchTests.RandomBytes(100_000));
        await using RawServer server = RawServer.Start(async (stream, _) =>
        {
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {whole.Length}\r\n\r\n"));
            await stream.WriteAsync(whole.AsMemory(0, whole.Length / 2));
        });
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.ConnectionFailed, server.Url);

        Assert.Equal(4, server.Requests);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_body_is_tried_again()
    {
        await using RawServer server = RawServer.Start(async (stream, number) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf"u8.ToArray());
            if (number == 1)
            {
                stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
                stream.Socket.Close();
            }
            else
            {
                await stream.WriteAsync("hall"u8.ToArray());
            }
        });
        using TestFetcher fetcher = new();

        Assert.Equal("halfhall", await fetcher.TextAsync(server.Url));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Half_a_body_is_tried_again()
    {
        await using RawServer server = RawServer.Start((stream, number) => stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf{(number == 3 ? "hall" : "")}")).AsTask());
        using TestFetcher fetcher = new();

        Assert.Equal("halfhall", await fetcher.TextAsync(server.Url));
        Assert.Equal(3, server.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nold")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nold")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nold and more than announced")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: nonsense\r\n\r\nold")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold")]
    public async Task An_old_or_odd_but_whole_answer_is_accepted(string answer)
    {
        await using RawServer server = RawServer.Start(answer);
        using TestFetcher fetcher = new();

        string text = await fetcher.TextAsync(server.Url);

        Assert.Equal("old", text);
    }

    private static byte[] GZip(byte[] body)
    {
        using MemoryStream compressed = new();
        using (System.IO.Compression.GZipStream gzip = new(compressed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }
}
