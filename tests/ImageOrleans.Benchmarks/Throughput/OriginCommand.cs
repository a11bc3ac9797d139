using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>
/// The web server that the images come from. It is a process of its own, started by the benchmark with a command that the
/// help does not show. Each of its ports is another host to who downloads.
/// </summary>
internal static class OriginCommand
{
    public const string Name = "throughput-origin";

    public static Command Create()
    {
        var folder = new Argument<string>("folder");
        var hosts = new Argument<int>("hosts");
        var command = new Command(Name) { folder, hosts };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            ServeAsync(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(hosts), cancellationToken));
        return command;
    }

    /// <summary>The path of an image.</summary>
    /// <param name="kind">Which set it is of.</param>
    /// <param name="latency">How long the server waits before it answers, in milliseconds.</param>
    /// <param name="number">The number of the image.</param>
    public static string PathOf(PictureKind kind, int latency, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"/{kind}/{latency}/{number}.jpg");

    private static async Task<int> ServeAsync(string folder, int hosts, CancellationToken cancellationToken)
    {
        var sets = Enum.GetNames<PictureKind>()
            .ToDictionary(kind => kind, kind => NumberedPictures.Read(Path.Combine(folder, kind)), StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var i = 0; i < hosts; i++)
            {
                kestrel.Listen(IPAddress.Loopback, port: 0);
            }
        });
        await using var app = builder.Build();
        app.MapGet(
            "/{kind}/{latency:int}/{number:long}.jpg",
            (string kind, int latency, long number, HttpContext context) => AnswerAsync(sets[kind], latency, number, context));
        await app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"{OriginProcess.ListeningMark}{string.Join(' ', app.Urls)}");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task AnswerAsync(NumberedPictures pictures, int latency, long number, HttpContext context)
    {
        if (latency > 0)
        {
            await Task.Delay(latency, context.RequestAborted);
        }

        var length = pictures.LengthOf(number);
        context.Response.ContentType = "image/jpeg";
        context.Response.ContentLength = length;
        pictures.CopyTo(number, context.Response.BodyWriter.GetSpan(length));
        context.Response.BodyWriter.Advance(length);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
