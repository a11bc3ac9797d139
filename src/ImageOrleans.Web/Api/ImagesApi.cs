using System.ComponentModel;
using ImageOrleans.Imaging;
using ImageOrleans.Storage.Objects;
using ImageOrleans.Web.Images;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ImageOrleans.Web.Api;

/// <summary>The stored images. What is under an address never changes.</summary>
internal static class ImagesApi
{
    private const int SignatureLength = 64;
    private const string Forever = "public, max-age=31536000, immutable";
    private const string ForMinutes = "public, max-age=300";
    private const string WidthDescription =
        "Asks for a thumbnail that fits into a square of 96, 192 or 384 pixels: WebP, upright, of an animation the first frame";

    public static void MapImagesApi(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/images/{address}/{name?}", [HttpMethods.Get, HttpMethods.Head], GetAsync)
            .WithTags("Images")
            .WithName("GetImage")
            .WithSummary("A stored image; the name is for people and may be anything")
            .Produces(
                200,
                contentType: "image/jpeg",
                additionalContentTypes: ["image/png", "image/webp", "image/gif", "image/avif", "image/tiff"])
            .ProducesProblem(400)
            .ProducesProblem(404);

    private static async Task<Results<FileStreamHttpResult, NotFound, ProblemHttpResult>> GetAsync(
        string address,
        string? name,
        [Description(WidthDescription)] int? w,
        ImageStore images,
        Thumbnails thumbnails,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        _ = name;
        if (w is { } asked && !ImageStore.ThumbnailSides.Contains(asked))
        {
            return Problems.Invalid(nameof(w), $"'w' takes {string.Join(", ", ImageStore.ThumbnailSides)}: the square in pixels that a thumbnail fits into.");
        }

        if (!ImageAddress.IsValid(address))
        {
            return TypedResults.NotFound();
        }

        if (w is { } side && await thumbnails.OpenAsync(address, side, cancellationToken) is { } thumbnail)
        {
            return File(response, thumbnail, "image/webp", $"{address}-w{side}", Forever);
        }

        if (images.OpenRead(address) is not { } stream)
        {
            return TypedResults.NotFound();
        }

        var start = new byte[SignatureLength];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        stream.Seek(0, SeekOrigin.Begin);

        // An image of which no thumbnail can be made is shown itself; perhaps a later version of the program makes one.
        var caching = w is null ? Forever : ForMinutes;
        return File(response, stream, ImageFormats.Sniff(start.AsSpan(0, length))?.ContentType() ?? "application/octet-stream", address, caching);
    }

    private static FileStreamHttpResult File(HttpResponse response, Stream stream, string contentType, string tag, string caching)
    {
        response.Headers.CacheControl = caching;
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(stream, contentType, entityTag: new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true);
    }
}
