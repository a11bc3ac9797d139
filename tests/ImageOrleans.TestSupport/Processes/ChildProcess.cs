using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ImageOrleans.TestSupport.Processes;

/// <summary>A .NET program in a process of its own, with all it writes. It never outlives this process.</summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private readonly string _name;
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly Task _ended;
    private TaskCompletionSource _changed = NewSignal();

    private ChildProcess(string name, Process process)
    {
        _name = name;
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        ProcessGuard.Add(process.Id);
        _ended = WatchAsync();
    }

    /// <summary>The process' id.</summary>
    public int Id => _process.Id;

    /// <summary>What it wrote so far, to both outputs.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="assembly">The path of its assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="launcher">What its command line begins with: a program that becomes it, with arguments. Empty for none.</param>
    public static ChildProcess Start(string assembly, IEnumerable<string> arguments, params IReadOnlyList<string> launcher)
    {
        if (!File.Exists(assembly))
        {
            throw new FileNotFoundException($"'{assembly}' is not built.", assembly);
        }

        // By dotnet itself, as run.sh does: the program's own launcher may not find the runtime. And by env(1), which undoes what
        // the tests' own shell may have done: what is started in the background of a script ignores SIGINT, and so do its children.
        string[] command = [.. launcher, "env", "--default-signal=INT", "dotnet", assembly, .. arguments];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        return new ChildProcess(Path.GetFileNameWithoutExtension(assembly), process!);
    }

    /// <summary>
    /// Where the assembly of another program of this solution is, built with the same configuration as the running one.
    /// </summary>
    public static string AssemblyOf(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll");
    }

    /// <summary>How many lines so far match a pattern.</summary>
    public int CountLines(Regex pattern)
    {
        lock (_lock)
        {
            return _lines.Count(line => pattern.IsMatch(line));
        }
    }

    /// <summary>Waits for a line that it writes, or has written.</summary>
    /// <exception cref="InvalidOperationException">It ended without it. The message has what it wrote instead.</exception>
    /// <exception cref="TimeoutException">It has not come within the limit. The message has what came.</exception>
    public async Task<Match> WaitForLineAsync(Regex pattern, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        for (var next = 0; ;)
        {
            Task changed;
            lock (_lock)
            {
                for (; next < _lines.Count; next++)
                {
                    if (pattern.Match(_lines[next]) is { Success: true } match)
                    {
                        return match;
                    }
                }

                changed = _changed.Task;
            }

            if (_ended.IsCompleted)
            {
                throw new InvalidOperationException(Describe($"ended without a line like '{pattern}'"));
            }

            try
            {
                await Task.WhenAny(changed, _ended).WaitAsync(ending.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException(Describe($"wrote no line like '{pattern}'"), exception);
            }
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code; of a killed one, 128 and the signal's number.</returns>
    /// <exception cref="TimeoutException">It has not ended within the limit. The message has what it wrote.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await _ended.WaitAsync(limit, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException(Describe("has not ended"), exception);
        }

        return _process.ExitCode;
    }

    /// <summary>Asks it to end (SIGTERM).</summary>
    public void Terminate() => Send(Signal.Terminate);

    /// <summary>Asks it to end.</summary>
    public void Send(Signal signal)
    {
        if (!_process.HasExited && SendSignal(_process.Id, (int)signal) != 0)
        {
            throw new InvalidOperationException(Describe("can't be sent a signal"));
        }
    }

    /// <summary>Ends it at once, as a crash does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _ended;
    }

    /// <summary>A sentence about the process, followed by what it wrote.</summary>
    public string Describe(string problem) => $"{_name} {problem}. It wrote:\n{Output}";

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WatchAsync()
    {
        await _process.WaitForExitAsync();
        ProcessGuard.Remove(_process.Id);
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        TaskCompletionSource changed;
        lock (_lock)
        {
            _lines.Add(line);
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }
}
