using ImageOrleans.Jpeg.TestSupport.Peers;
using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>A file to test with.</summary>
/// <param name="name">How it was made.</param>
/// <param name="bytes">The file.</param>
public sealed class JpegFile(string name, byte[] bytes)
{
    private readonly Lazy<ReferenceImage> _reference = new(() => ReferenceImage.Read(bytes));
    private readonly Lazy<ToolResult> _djpeg = new(() => JpegTools.Djpeg(bytes));
    private readonly Lazy<DecodedPixels> _decoded = new(() => TurboJpeg.Decode(bytes));

    /// <summary>How it was made.</summary>
    public string Name => name;

    /// <summary>The file.</summary>
    public byte[] Bytes => bytes;

    /// <summary>What the reference makes of it, once for all. Nobody may change it.</summary>
    public ReferenceImage Reference => _reference.Value;

    /// <summary>What djpeg makes of it.</summary>
    public ToolResult Djpeg => _djpeg.Value;

    /// <summary>What libjpeg-turbo makes of it in this process.</summary>
    public DecodedPixels Decoded => _decoded.Value;
}
