using System.Globalization;
using System.Text.RegularExpressions;
using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>The origin of the images, in a process of its own: what it costs is not the system's.</summary>
internal sealed partial class OriginProcess : IAsyncDisposable
{
    public const string ListeningMark = "listening on ";

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder;
    private readonly ChildProcess _process;
    private readonly string[] _urls;
    private long _next;

    private OriginProcess(TemporaryFolder folder, ChildProcess process, string[] urls)
    {
        _folder = folder;
        _process = process;
        _urls = urls;
    }

    /// <summary>The process' id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it.</summary>
    /// <param name="pictures">What it serves.</param>
    /// <param name="hosts">How many hosts it is.</param>
    /// <param name="cancellationToken">Ends the waiting, and the process.</param>
    public static async Task<OriginProcess> StartAsync(
        IReadOnlyDictionary<PictureKind, NumberedPictures> pictures, int hosts, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        foreach (var (kind, set) in pictures)
        {
            set.Write(Path.Combine(folder.Path, kind.ToString()));
        }

        var process = ChildProcess.Start(
            ChildProcess.AssemblyOf("ImageOrleans.Benchmarks"),
            [OriginCommand.Name, folder.Path, hosts.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            var line = await process.WaitForLineAsync(ListeningLine(), LongestStart, cancellationToken);
            return new OriginProcess(folder, process, line.Groups["urls"].Value.Split(' '));
        }
        catch
        {
            await process.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>URLs of images that nobody was given before, spread over the hosts.</summary>
    public string[] NewUrls(PictureKind kind, int latencyMilliseconds, int count)
    {
        var urls = new string[count];
        for (var i = 0; i < count; i++)
        {
            var number = _next++;
            urls[i] = _urls[number % _urls.Length] + OriginCommand.PathOf(kind, latencyMilliseconds, number);
        }

        return urls;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(ListeningMark + "(?<urls>.+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ListeningLine();
}
