using System.Text;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Storage.Tests;

public sealed class ObjectStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ObjectStore _store;

    public ObjectStoreTests()
    {
        _store = new ObjectStore(Options.Create(new StorageOptions { DataDirectory = _folder.Path }));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_committed_can_be_read(bool flushToDisk)
    {
        var store = new ObjectStore(Options.Create(new StorageOptions { DataDirectory = _folder.Path, FlushToDisk = flushToDisk }));

        await WriteAsync(store, "requests/1/input.csv", "hello");

        Assert.Equal("hello", await ReadAsync("requests/1/input.csv"));
        Assert.Equal(5, store.LengthOf("requests/1/input.csv"));
        Assert.Empty(TemporaryFiles());
    }

    [Fact]
    public async Task A_file_is_not_there_before_it_is_committed()
    {
        await using var writer = _store.Create("a/b");
        await writer.Stream.WriteAsync(new byte[100], TestContext.Current.CancellationToken);

        Assert.Null(_store.OpenRead("a/b"));
        Assert.Null(_store.LengthOf("a/b"));

        await writer.CommitAsync();
        Assert.Equal(100, _store.LengthOf("a/b"));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_file_that_is_not_committed()
    {
        await using (var writer = _store.Create("a/b"))
        {
            await writer.Stream.WriteAsync(new byte[100], TestContext.Current.CancellationToken);
            Assert.Single(TemporaryFiles());
        }

        Assert.Null(_store.OpenRead("a/b"));
        Assert.Empty(TemporaryFiles());
    }

    [Fact]
    public async Task A_file_is_replaced_while_somebody_reads_the_old_one()
    {
        await WriteAsync(_store, "a", "old");
        await using var reading = _store.OpenRead("a");
        Assert.NotNull(reading);

        await WriteAsync(_store, "a", "newer");

        Assert.Equal("newer", await ReadAsync("a"));
        using var reader = new StreamReader(reading);
        Assert.Equal("old", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".hidden")]
    [InlineData("a\\b")]
    [InlineData("C:/x")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    [InlineData("ä")]
    public void A_key_that_could_leave_the_folder_is_refused(string key)
    {
        Assert.Throws<ArgumentException>(() => _store.PathOf(key));
        Assert.Throws<ArgumentException>(() => _store.OpenRead(key));
        Assert.Throws<ArgumentException>(() => _store.Create(key));
        Assert.Throws<ArgumentException>(() => _store.Delete(key));
        Assert.Throws<ArgumentException>(() => _store.DeleteFolder(key));
    }

    [Fact]
    public async Task A_file_can_be_moved_and_removed()
    {
        await WriteAsync(_store, "uploads/1.csv", "x");

        Assert.True(_store.Move("uploads/1.csv", "requests/1/input.csv"));
        Assert.False(_store.Move("uploads/1.csv", "requests/1/input.csv"));
        Assert.Equal("x", await ReadAsync("requests/1/input.csv"));

        _store.Delete("requests/1/input.csv");
        _store.Delete("requests/1/input.csv");
        _store.Delete("nowhere/1");
        Assert.Null(_store.OpenRead("requests/1/input.csv"));
    }

    [Fact]
    public async Task A_folder_is_removed_with_all_in_it()
    {
        await WriteAsync(_store, "requests/1/input.csv", "x");
        await WriteAsync(_store, "requests/1/parts/1.csv", "x");
        await WriteAsync(_store, "requests/12/input.csv", "x");

        _store.DeleteFolder("requests/1");
        _store.DeleteFolder("requests/1");

        Assert.Null(_store.OpenRead("requests/1/parts/1.csv"));
        Assert.NotNull(_store.LengthOf("requests/12/input.csv"));
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_removed_and_what_is_being_written_is_not()
    {
        var abandoned = Path.Combine(_folder.Path, "tmp", "abandoned");
        await File.WriteAllTextAsync(abandoned, "x", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddHours(-2));
        await using var writer = _store.Create("a");

        _store.DeleteAbandoned(DateTimeOffset.UtcNow.AddHours(-1));

        Assert.False(File.Exists(abandoned));
        await writer.CommitAsync();
        Assert.Equal(0, _store.LengthOf("a"));
    }

    [Fact]
    public async Task Uploads_that_nobody_submitted_are_removed()
    {
        _store.DeleteAbandonedUploads(DateTimeOffset.UtcNow);
        await WriteAsync(_store, RequestFiles.Upload("old"), "x");
        await WriteAsync(_store, RequestFiles.UploadIndex("old"), "x");
        await WriteAsync(_store, RequestFiles.Upload("new"), "x");
        File.SetLastWriteTimeUtc(_store.PathOf(RequestFiles.Upload("old")), DateTime.UtcNow.AddHours(-25));
        File.SetLastWriteTimeUtc(_store.PathOf(RequestFiles.UploadIndex("old")), DateTime.UtcNow.AddHours(-25));

        _store.DeleteAbandonedUploads(DateTimeOffset.UtcNow.AddHours(-24));

        Assert.Null(_store.LengthOf(RequestFiles.Upload("old")));
        Assert.Null(_store.LengthOf(RequestFiles.UploadIndex("old")));
        Assert.NotNull(_store.LengthOf(RequestFiles.Upload("new")));
    }

    [Fact]
    public async Task A_file_and_the_folders_above_it_are_flushed_when_it_is_in_its_place()
    {
        var flushed = new List<(string Folder, bool IsInPlace)>();
        var store = FlushingStore(flushToDisk: true, "a/b/c", flushed);
        flushed.Clear();

        await WriteAsync(store, "a/b/c", "x");
        Assert.Equal([("", false), ("a", false), ("a/b", true)], flushed);

        flushed.Clear();
        Assert.True(store.Move("a/b/c", "d/e"));
        Assert.Equal([("", true), ("d", false), ("a/b", false)], flushed);
        Assert.NotNull(store.LengthOf("d/e"));
    }

    [Fact]
    public async Task Without_flushing_to_disk_no_folder_is_flushed()
    {
        var flushed = new List<(string Folder, bool IsInPlace)>();
        var store = FlushingStore(flushToDisk: false, "a/b", flushed);

        await WriteAsync(store, "a/b", "x");
        store.Move("a/b", "c");

        Assert.Empty(flushed);
    }

    [Fact]
    public void A_folder_can_be_flushed_and_a_missing_one_is_an_error()
    {
        DurableFolders.FlushToDisk(_folder.Path);

        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere folders are not flushed.");
        Assert.Throws<IOException>(() => DurableFolders.FlushToDisk(Path.Combine(_folder.Path, "missing")));
    }

    private ObjectStore FlushingStore(bool flushToDisk, string key, List<(string Folder, bool IsInPlace)> flushed) => new(
        Options.Create(new StorageOptions { DataDirectory = _folder.Path, FlushToDisk = flushToDisk }),
        folder =>
        {
            DurableFolders.FlushToDisk(folder);
            flushed.Add((Path.GetRelativePath(_folder.Path, folder).TrimStart('.'), File.Exists(Path.Combine(_folder.Path, key))));
        });

    private static async Task WriteAsync(ObjectStore store, string key, string text)
    {
        await using var writer = store.Create(key);
        await writer.Stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        await writer.CommitAsync();
    }

    private async Task<string> ReadAsync(string key)
    {
        await using var stream = _store.OpenRead(key);
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private string[] TemporaryFiles() => Directory.GetFiles(Path.Combine(_folder.Path, "tmp"));
}
