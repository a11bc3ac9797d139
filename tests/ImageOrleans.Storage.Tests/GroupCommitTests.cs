using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Storage.Tests;

public sealed class GroupCommitTests : IDisposable
{
    private const string Held = "1000";

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];
    private readonly TaskCompletionSource _reached = new();
    private readonly TaskCompletionSource _release = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Content_is_flushed_before_the_name_is_given_and_the_name_before_it_is_told()
    {
        var flushed = new List<HashSet<string>>();
        var group = GroupOf(() => flushed.Add([.. Files()]));
        var held = await HoldAsync(group);
        var files = Enumerable.Range(0, 100).Select(NewFile).ToList();
        var commits = files.Select(group.CommitAsync).ToList();
        _release.SetResult();

        await held;
        await Task.WhenAll(commits);

        Assert.Equal(2, flushed.Count);
        Assert.All(files.Select(file => Path.GetFileName(file.Path)), number =>
        {
            Assert.Contains($"{number}.tmp", flushed[0]);
            Assert.DoesNotContain(number, flushed[0]);
            Assert.Contains(number, flushed[1]);
        });
        Assert.All(files, file => Assert.True(File.Exists(file.Path)));
    }

    [Fact]
    public async Task A_few_are_committed_by_themselves()
    {
        var group = GroupOf(() => throw new InvalidOperationException("Nobody is to flush everything."));
        var file = NewFile(1);

        await group.CommitAsync(file);

        Assert.Equal(["alone 1"], _log);
        Assert.True(File.Exists(file.Path));
    }

    [Fact]
    public async Task What_fails_fails_for_all_that_it_was_for_and_the_next_are_tried_anew()
    {
        var fails = true;
        var group = GroupOf(() =>
        {
            if (fails)
            {
                throw new IOException("The disk is gone.");
            }
        });
        var held = await HoldAsync(group);
        var files = Enumerable.Range(1, 20).Select(number => NewFile(number)).ToList();
        var commits = files.Select(group.CommitAsync).ToList();
        _release.SetResult();

        await held;
        foreach (var commit in commits)
        {
            await Assert.ThrowsAsync<IOException>(() => commit);
        }

        Assert.All(files, file => Assert.False(File.Exists(file.Path)));
        fails = false;
        await Task.WhenAll(Enumerable.Range(30, 20).Select(number => group.CommitAsync(NewFile(number))));
    }

    [Fact]
    public async Task A_flush_that_fails_in_another_way_leaves_nobody_waiting()
    {
        var fails = true;
        var group = GroupOf(() => ObjectDisposedException.ThrowIf(fails, typeof(FileSystemSync)));
        var held = await HoldAsync(group);
        var commits = Enumerable.Range(1, 20).Select(number => group.CommitAsync(NewFile(number))).ToList();
        _release.SetResult();

        await held;
        foreach (var commit in commits)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => commit);
        }

        fails = false;
        await Task.WhenAll(Enumerable.Range(30, 20).Select(number => group.CommitAsync(NewFile(number))));
    }

    [Fact]
    public async Task A_name_that_can_t_be_given_is_that_file_s_failure_alone()
    {
        var group = GroupOf(() => { });
        var held = await HoldAsync(group);
        var files = Enumerable.Range(1, 20).Select(number => NewFile(number)).ToList();
        Directory.CreateDirectory(files[7].Path);
        var commits = files.Select(group.CommitAsync).ToList();
        _release.SetResult();

        await held;
        await Assert.ThrowsAnyAsync<IOException>(() => commits[7]);
        await Task.WhenAll(commits.Where((_, place) => place != 7));
    }

    private GroupCommit GroupOf(Action flush)
    {
        var folders = new DurableFolders(_ => { });
        return new GroupCommit(flush, folders.Rename, file =>
        {
            if (Path.GetFileName(file.Path) == Held)
            {
                _reached.SetResult();
                _release.Task.GetAwaiter().GetResult();
            }

            lock (_log)
            {
                _log.Add($"alone {Path.GetFileName(file.Path)}");
            }

            folders.Commit(file);
        });
    }

    // A file that is being committed: what comes meanwhile gathers.
    private async Task<Task> HoldAsync(GroupCommit group)
    {
        var held = group.CommitAsync(NewFile(int.Parse(Held, System.Globalization.CultureInfo.InvariantCulture)));
        await _reached.Task;
        return held;
    }

    private PendingFile NewFile(int number)
    {
        var path = Path.Combine(_folder.Path, $"{number}");
        return new PendingFile(new FileStream($"{path}.tmp", FileMode.CreateNew), $"{path}.tmp", path);
    }

    private IEnumerable<string> Files() => Directory.GetFiles(_folder.Path).Select(file => Path.GetFileName(file));
}
