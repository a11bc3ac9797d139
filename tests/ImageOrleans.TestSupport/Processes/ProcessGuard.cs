using System.Diagnostics;
using System.Globalization;

namespace ImageOrleans.TestSupport.Processes;

/// <summary>
/// Ends the processes that this one started when it ends itself, however it ends: a shell holds their ids, and reads
/// from a pipe that closes with this process.
/// </summary>
internal static class ProcessGuard
{
    private const string Script = """
        trap '' INT TERM HUP
        pids=' '
        while read -r action pid; do
          case "$action" in
            add) pids="$pids$pid " ;;
            remove) case "$pids" in *" $pid "*) pids="${pids%% $pid *} ${pids#* $pid }" ;; esac ;;
          esac
        done
        for pid in $pids; do kill -KILL "$pid"; done
        """;

    private static readonly Lock Gate = new();
    private static Process? _shell;

    public static void Add(int id) => Write("add", id);

    public static void Remove(int id) => Write("remove", id);

    private static void Write(string action, int id)
    {
        lock (Gate)
        {
            _shell ??= Start();
            _shell.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{action} {id}\n"));
            _shell.StandardInput.Flush();
        }
    }

    // Its output is a pipe too, so that nobody who reads ours waits for the shell.
    private static Process Start() => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
