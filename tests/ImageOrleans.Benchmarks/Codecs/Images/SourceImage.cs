namespace ImageOrleans.Benchmarks.Codecs.Images;

/// <summary>A JPEG to recompress.</summary>
/// <param name="Path">Where the file is.</param>
/// <param name="Name">Its path within the set, unique there.</param>
/// <param name="Bytes">The file.</param>
internal sealed record SourceImage(string Path, string Name, byte[] Bytes);
