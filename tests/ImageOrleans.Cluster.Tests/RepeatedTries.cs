using System.Text.RegularExpressions;
using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Cluster.Tests;

/// <summary>Sees by what a server writes that it tries again what failed, and fails again.</summary>
internal static partial class RepeatedTries
{
    /// <summary>Has a server write down each pause.</summary>
    public static IReadOnlyList<string> Settings => ["--Logging:LogLevel:ImageOrleans.Grains", "Debug"];

    /// <summary>Waits until something has failed at least twice from here on.</summary>
    public static Task SeeAsync(WebProcess server, CancellationToken cancellationToken)
    {
        var before = server.Process.CountLines(LongerPause());
        return Eventually.HoldsAsync(() => server.Process.CountLines(LongerPause()) > before, cancellationToken);
    }

    // The first pause is shorter than a second.
    [GeneratedRegex(@"Waiting 00:00:(?:0[1-9]|1\d)\S* before trying again", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LongerPause();
}
