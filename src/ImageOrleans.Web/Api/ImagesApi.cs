using ImageOrleans.Imaging;
using ImageOrleans.Storage.Objects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ImageOrleans.Web.Api;

/// <summary>The stored images. What is under an address never changes.</summary>
internal static class ImagesApi
{
    private const int SignatureLength = 64;

    public static void MapImagesApi(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/images/{address}/{name?}", [HttpMethods.Get, HttpMethods.Head], GetAsync)
            .WithTags("Images")
            .WithName("GetImage")
            .WithSummary("A stored image; the name is for people and may be anything")
            .Produces(
                200,
                contentType: "image/jpeg",
                additionalContentTypes: ["image/png", "image/webp", "image/gif", "image/avif", "image/tiff"])
            .ProducesProblem(404);

    private static async Task<Results<FileStreamHttpResult, NotFound>> GetAsync(
        string address, string? name, ImageStore images, HttpResponse response, CancellationToken cancellationToken)
    {
        _ = name;
        if (!ImageAddress.IsValid(address) || images.OpenRead(address) is not { } stream)
        {
            return TypedResults.NotFound();
        }

        var start = new byte[SignatureLength];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        stream.Seek(0, SeekOrigin.Begin);
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(
            stream,
            ImageFormats.Sniff(start.AsSpan(0, length))?.ContentType() ?? "application/octet-stream",
            entityTag: new EntityTagHeaderValue($"\"{address}\""),
            enableRangeProcessing: true);
    }
}
