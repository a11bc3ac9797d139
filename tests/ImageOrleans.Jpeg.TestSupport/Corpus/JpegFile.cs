namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>A file to test with.</summary>
/// <param name="Name">How it was made.</param>
/// <param name="Bytes">The file.</param>
public sealed record JpegFile(string Name, byte[] Bytes);
