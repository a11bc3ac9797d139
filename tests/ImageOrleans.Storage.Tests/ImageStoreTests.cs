using ImageOrleans.Contracts;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Storage.Tests;

public sealed class ImageStoreTests : IDisposable
{
    private static readonly string Address = ImageAddress.Compute([1, 2, 3], new CompressionSettings());

    private readonly TemporaryFolder _folder = new();
    private readonly ObjectStore _objects;
    private readonly ImageStore _images;

    public ImageStoreTests()
    {
        _objects = new ObjectStore(Options.Create(new StorageOptions { DataDirectory = _folder.Path }));
        _images = new ImageStore(_objects, TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_address_depends_on_every_byte_and_every_setting_and_on_nothing_else()
    {
        var settings = new CompressionSettings { Quality = 60, MaxWidth = 800 };

        Assert.True(ImageAddress.IsValid(Address));
        Assert.Equal(ImageAddress.Compute([1, 2, 3], settings), ImageAddress.Compute([1, 2, 3], settings with { }));
        string[] others =
        [
            ImageAddress.Compute([1, 2, 3], settings),
            ImageAddress.Compute([1, 2, 4], settings),
            ImageAddress.Compute([1, 2], settings),
            ImageAddress.Compute([1, 2, 3], settings with { Quality = 61 }),
            ImageAddress.Compute([1, 2, 3], settings with { Format = OutputFormat.WebP }),
            ImageAddress.Compute([1, 2, 3], settings with { MaxWidth = null, MaxHeight = 800 }),
            ImageAddress.Compute([1, 2, 3], settings with { MaxHeight = 800 }),
            ImageAddress.Compute([1, 2, 3], settings with { Metadata = MetadataPolicy.Keep }),
            ImageAddress.Compute([1, 2, 3], settings with { Progressive = true }),
        ];
        Assert.Equal(others.Length, others.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("0123456789abcdef0123456789abcdef0123456")]
    [InlineData("0123456789ABCDEF0123456789abcdef01234567")]
    [InlineData("0123456789abcdef0123456789abcdef012345678")]
    public void What_is_no_address_is_refused(string address)
    {
        Assert.Throws<ArgumentException>(() => _images.OpenRead(address));
    }

    [Fact]
    public async Task An_image_is_stored_under_its_address()
    {
        Assert.Null(_images.Use(Address));

        await _images.StoreAsync(Address, new byte[] { 9, 8, 7 }, Cancellation);

        await using var stream = _images.Use(Address);
        Assert.NotNull(stream);
        Assert.Equal(3, stream.Length);
    }

    [Fact]
    public async Task Many_may_store_the_same_image_at_once()
    {
        var content = new byte[100_000];

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _images.StoreAsync(Address, content, Cancellation)));

        await using var stream = _images.OpenRead(Address);
        Assert.Equal(content.Length, stream?.Length);
        Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_image_that_was_used_lately_is_not_removed()
    {
        await _images.StoreAsync(Address, new byte[3], Cancellation);
        var path = Directory.GetFiles(_folder.Path, Address, SearchOption.AllDirectories).Single();
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
        var yesterday = DateTimeOffset.UtcNow.AddDays(-1);

        await Assert.IsType<FileStream>(_images.Use(Address)).DisposeAsync();
        _images.DeleteUnused(Address, yesterday);
        Assert.True(File.Exists(path));

        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
        _images.DeleteUnused(Address, yesterday);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Thumbnails_go_with_their_image()
    {
        await _images.StoreAsync(Address, new byte[3], Cancellation);
        foreach (var side in ImageStore.ThumbnailSides)
        {
            await _images.StoreThumbnailAsync(Address, side, new byte[] { (byte)side });
        }

        Assert.False(_images.DeleteUnused(Address, DateTimeOffset.UtcNow.AddDays(-1)));
        await using (var thumbnail = _images.OpenThumbnail(Address, 192))
        {
            Assert.Equal(192, thumbnail?.ReadByte());
        }

        Assert.True(_images.DeleteUnused(Address, DateTimeOffset.UtcNow.AddDays(1)));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_thumbnail_that_a_removal_left_behind_is_found_and_removed()
    {
        await _images.StoreThumbnailAsync(Address, 96, new byte[3]);
        await _images.StoreThumbnailAsync(Address, 192, new byte[3]);
        var tomorrow = DateTimeOffset.UtcNow.AddDays(1);

        Assert.Equal([Address], _images.ListUnused(tomorrow));
        _images.DeleteUnused(Address, tomorrow);

        Assert.Empty(_images.ListUnused(tomorrow));
        Assert.Null(_images.OpenThumbnail(Address, 96));
    }

    [Fact]
    public void There_are_thumbnails_of_some_sizes_alone() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _images.OpenThumbnail(Address, 100));

    [Fact]
    public async Task Of_a_stored_image_its_thumbnails_are_not_listed()
    {
        await _images.StoreAsync(Address, new byte[3], Cancellation);
        await _images.StoreThumbnailAsync(Address, 96, new byte[3]);

        Assert.Equal([Address], _images.ListUnused(DateTimeOffset.UtcNow.AddDays(1)));
    }

    [Fact]
    public async Task An_image_that_is_used_while_it_is_removed_is_there_or_known_to_be_gone()
    {
        var path = _objects.PathOf($"images/{Address[..2]}/{Address}");
        for (var round = 0; round < 200; round++)
        {
            await _images.StoreAsync(Address, new byte[3], Cancellation);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
            var removal = Task.Run(() => _images.DeleteUnused(Address, DateTimeOffset.UtcNow.AddDays(-1)), Cancellation);
            var isThere = await Task.Run(
                () =>
                {
                    using var stream = _images.Use(Address);
                    return stream is not null;
                },
                Cancellation);
            await removal;

            Assert.True(!isThere || File.Exists(path), "An image that is said to be there is not removed.");
        }
    }
}
