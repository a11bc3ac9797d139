using System.Globalization;
using System.Text;

namespace ImageOrleans.Benchmarks.Growth;

/// <summary>Draws rows per second and memory over time, as SVG.</summary>
internal static class GrowthChart
{
    private const int Width = 900;
    private const int PanelHeight = 220;
    private const int Left = 80;
    private const int Right = 20;
    private const int Top = 40;
    private const int Gap = 60;
    private const int Points = 200;

    public static Task WriteAsync(GrowthResult result, IReadOnlyList<GrowthSample> samples, FileInfo file, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(file.FullName, Draw(result, samples), cancellationToken);

    private static string Draw(GrowthResult result, IReadOnlyList<GrowthSample> samples)
    {
        var end = samples[^1].Seconds;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Top + (2 * PanelHeight) + (2 * Gap)}" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>
            <text x="{Left}" y="20" font-size="15">{result.Rows:N0} rows, {result.Database}, {result.Processors} processors: first tenth {result.FirstTenthRate:N0} rows/s, last tenth {result.LastTenthRate:N0} rows/s</text>

            """);
        Panel(svg, Top, "rows/s", Rates(samples, end), end, "#1f5fa8");
        Panel(svg, Top + PanelHeight + Gap, "MB resident", Memory(samples, end), end, "#a8471f");
        return svg.Append("</svg>\n").ToString();
    }

    private static void Panel(StringBuilder svg, int top, string unit, List<(double Seconds, double Value)> points, double end, string colour)
    {
        var limit = Limit(points.Max(point => point.Value));
        var bottom = top + PanelHeight;
        for (var i = 0; i <= 4; i++)
        {
            var y = bottom - (PanelHeight * i / 4.0);
            svg.Append(CultureInfo.InvariantCulture, $"""
                <line x1="{Left}" x2="{Width - Right}" y1="{y:F1}" y2="{y:F1}" stroke="#ddd"/><text x="{Left - 6}" y="{y + 4:F1}" text-anchor="end">{limit * i / 4:N0}</text>

                """);
            var x = X(end * i / 4, end);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{bottom + 18}\" text-anchor=\"middle\">{end * i / 4:N0} s</text>\n");
        }

        var line = string.Join(' ', points.Select(point => string.Create(
            CultureInfo.InvariantCulture, $"{X(point.Seconds, end):F1},{bottom - (PanelHeight * point.Value / limit):F1}")));
        svg.Append(CultureInfo.InvariantCulture, $"""
            <text x="{Left}" y="{top - 6}" fill="{colour}">{unit}</text>
            <polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>

            """);
    }

    private static double X(double seconds, double end) => Left + ((Width - Left - Right) * seconds / end);

    /// <summary>The rate over each of equal shares of the time.</summary>
    private static List<(double Seconds, double Value)> Rates(IReadOnlyList<GrowthSample> samples, double end) =>
    [
        .. Shares(samples, end).Where(share => share[^1].Seconds > share[0].Seconds).Select(share => (
            (share[0].Seconds + share[^1].Seconds) / 2,
            (share[^1].RowsDone - share[0].RowsDone) / (share[^1].Seconds - share[0].Seconds))),
    ];

    private static List<(double Seconds, double Value)> Memory(IReadOnlyList<GrowthSample> samples, double end) =>
        [.. Shares(samples, end).Select(share => (share[0].Seconds, share.Max(sample => sample.ResidentMegabytes)))];

    private static IEnumerable<List<GrowthSample>> Shares(IReadOnlyList<GrowthSample> samples, double end)
    {
        var share = new List<GrowthSample>();
        foreach (var sample in samples)
        {
            share.Add(sample);
            if (sample.Seconds - share[0].Seconds >= end / Points)
            {
                yield return share;
                share = [sample];
            }
        }
    }

    private static double Limit(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return new[] { 1, 2, 4, 6, 8, 10 }.Select(factor => factor * power).First(limit => limit >= value);
    }
}
