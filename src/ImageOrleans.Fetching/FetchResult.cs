using System.Diagnostics.CodeAnalysis;
using ImageOrleans.Contracts;

namespace ImageOrleans.Fetching;

/// <summary>What became of a download: an image or a failure. Disposing it gives the image's memory back.</summary>
public sealed class FetchResult : IDisposable
{
    private FetchResult(FetchedImage? image, ImageFailure? failure)
    {
        Image = image;
        Failure = failure;
    }

    /// <summary>Whether there is an image.</summary>
    [MemberNotNullWhen(true, nameof(Image))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSuccess => Image is not null;

    /// <summary>The image, or null if the download failed. It lives as long as this result.</summary>
    public FetchedImage? Image { get; }

    /// <summary>Why there is no image, or null if there is one.</summary>
    public ImageFailure? Failure { get; }

    /// <summary>A result with an image, which it owns from now on.</summary>
    public static FetchResult Succeeded(FetchedImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new FetchResult(image, failure: null);
    }

    /// <summary>A result without an image.</summary>
    public static FetchResult Failed(ImageFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new FetchResult(image: null, failure);
    }

    /// <inheritdoc />
    public void Dispose() => Image?.Dispose();
}
