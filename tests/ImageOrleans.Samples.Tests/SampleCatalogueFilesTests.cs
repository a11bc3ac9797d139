using ImageOrleans.Samples.Catalogue;

namespace ImageOrleans.Samples.Tests;

/// <summary>What happens to the files when the catalogue is written again.</summary>
public sealed class SampleCatalogueFilesTests : IDisposable
{
    private readonly WrittenCatalogue _written = new();

    public void Dispose() => _written.Dispose();

    [Fact]
    public void There_are_59_images_and_nothing_unfinished()
    {
        var files = Directory.GetFiles(_written.Folder).Select(Path.GetFileName).ToList();
        Assert.Equal(59, files.Count(file => !file!.StartsWith('.')));
        Assert.Equal(
            [".samples-version"], files.Where(file => file!.StartsWith('.') || file.EndsWith(".part", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_there_is_left_alone_and_what_is_missing_is_drawn_again_the_same()
    {
        var images = SampleCatalogue.Products[0].Images;
        var content = _written.Read(images[0]);
        File.Delete(_written.PathOf(images[0]));
        File.WriteAllText(_written.PathOf(images[1]), "left alone");
        SampleCatalogue.Write(_written.Folder);
        Assert.Equal(content, _written.Read(images[0]));
        Assert.Equal("left alone", File.ReadAllText(_written.PathOf(images[1])));
    }

    [Fact]
    public void Files_of_another_version_are_drawn_anew()
    {
        var image = SampleCatalogue.Products[0].Images[0];
        var content = _written.Read(image);
        File.WriteAllText(_written.PathOf(image), "old");
        File.WriteAllText(Path.Combine(_written.Folder, ".samples-version"), "0");
        SampleCatalogue.Write(_written.Folder);
        Assert.Equal(content, _written.Read(image));
    }
}
