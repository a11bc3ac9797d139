using ImageOrleans.Samples.Catalogue;

namespace ImageOrleans.Samples.Tests;

/// <summary>The sample catalogue, written once for all tests of a class.</summary>
public sealed class WrittenCatalogue : IDisposable
{
    public WrittenCatalogue() => SampleCatalogue.Write(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("samples-").FullName;

    public byte[] Read(SampleImage image) => File.ReadAllBytes(PathOf(image));

    public string PathOf(SampleImage image) => Path.Combine(Folder, image.FileName);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
