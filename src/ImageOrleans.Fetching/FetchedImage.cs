using System.Buffers;

namespace ImageOrleans.Fetching;

/// <summary>A downloaded body. Nothing says yet that its bytes are an image.</summary>
public sealed class FetchedImage : IDisposable
{
    private readonly IMemoryOwner<byte> _content;

    /// <summary>Makes an image of bytes, which it owns from now on.</summary>
    /// <param name="content">The bytes, exactly.</param>
    /// <param name="finalUrl">Where they came from.</param>
    public FetchedImage(IMemoryOwner<byte> content, Uri finalUrl)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(finalUrl);
        _content = content;
        FinalUrl = finalUrl;
    }

    /// <summary>The bytes, at least one and at most <see cref="FetchingOptions.MaxBytes"/>, decompressed.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public ReadOnlyMemory<byte> Content => _content.Memory;

    /// <summary>The URL that answered, after redirects.</summary>
    public Uri FinalUrl { get; }

    /// <summary>Gives the memory back. Whoever kept <see cref="Content"/> must not read it any more.</summary>
    public void Dispose() => _content.Dispose();
}
