using System.Globalization;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>The processor time that a process has used, as Linux counts it (proc(5)), in seconds.</summary>
/// <param name="User">In the process' own code.</param>
/// <param name="Kernel">In the kernel on its behalf.</param>
/// <param name="Threads">Of its living threads, summed up by their names.</param>
internal sealed record ProcessorUse(double User, double Kernel, IReadOnlyDictionary<string, double> Threads)
{
    // USER_HZ, which Linux shows to all programs on all machines of today.
    private const double TicksPerSecond = 100;
    private const double NanosecondsPerSecond = 1e9;

    public double Total => User + Kernel;

    public static ProcessorUse Of(int processId)
    {
        var folder = $"/proc/{processId}";
        var fields = FieldsBehindName(File.ReadAllText(Path.Combine(folder, "stat")));
        var threads = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var thread in Directory.GetDirectories(Path.Combine(folder, "task")))
        {
            try
            {
                var name = NameOf(File.ReadAllText(Path.Combine(thread, "comm")));
                var nanoseconds = File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0];
                threads[name] = threads.GetValueOrDefault(name) + Number(nanoseconds) / NanosecondsPerSecond;
            }
            catch (IOException) when (!Directory.Exists(thread))
            {
                // It ended while we looked.
            }
        }

        // Fields 14 and 15; the first one behind the name is field 3.
        return new ProcessorUse(Number(fields[11]) / TicksPerSecond, Number(fields[12]) / TicksPerSecond, threads);
    }

    /// <summary>
    /// What was used since an earlier look. Threads that ended meanwhile are in the sums, not among the threads.
    /// </summary>
    public ProcessorUse Since(ProcessorUse earlier) => new(
        User - earlier.User,
        Kernel - earlier.Kernel,
        Threads.ToDictionary(
            thread => thread.Key,
            thread => thread.Value - earlier.Threads.GetValueOrDefault(thread.Key),
            StringComparer.Ordinal));

    // The name is in parentheses and may hold anything.
    private static string[] FieldsBehindName(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

    // Threads of one kind are numbered.
    private static string NameOf(string name) => name.Trim().TrimEnd("0123456789".ToCharArray()).TrimEnd('-');

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
