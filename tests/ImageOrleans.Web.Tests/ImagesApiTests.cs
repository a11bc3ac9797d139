using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Web.Tests;

public sealed class ImagesApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_may_be_kept_for_ever_and_asked_for_in_parts()
    {
        await using var web = await RunningWeb.ShareAsync();
        var url = await StoreAsync(web, TestImages.Jpeg(1));
        var address = url.Segments[2].TrimEnd('/');

        using var whole = await web.Http.GetAsync(url, Cancellation);
        var content = await whole.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal("image/jpeg", whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", whole.Headers.CacheControl?.ToString());
        Assert.Equal($"\"{address}\"", whole.Headers.ETag?.Tag);
        Assert.Equal(["nosniff"], whole.Headers.GetValues("X-Content-Type-Options"));

        using var conditional = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };
        using var notModified = await web.Http.SendAsync(conditional, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, notModified.StatusCode);

        using var ranged = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(10, 29) } };
        using var part = await web.Http.SendAsync(ranged, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(content[10..30], await part.Content.ReadAsByteArrayAsync(Cancellation));

        using var head = new HttpRequestMessage(HttpMethod.Head, url);
        using var headers = await web.Http.SendAsync(head, Cancellation);
        Assert.Equal(content.Length, headers.Content.Headers.ContentLength);

        using var otherName = await web.Http.GetAsync($"/images/{address}/any-name.png", Cancellation);
        Assert.Equal(content, await otherName.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData(96)]
    [InlineData(192)]
    [InlineData(384)]
    public async Task A_thumbnail_of_an_image_may_be_kept_for_ever_too(int width)
    {
        await using var web = await RunningWeb.ShareAsync();
        var url = await StoreAsync(web, TestImages.Jpeg(2));
        var address = url.Segments[2].TrimEnd('/');

        using var thumbnail = await web.Http.GetAsync($"{url}?w={width}", Cancellation);
        using var again = await web.Http.GetAsync($"{url}?w={width}", Cancellation);

        Assert.Equal(HttpStatusCode.OK, thumbnail.StatusCode);
        Assert.Equal("image/webp", thumbnail.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", thumbnail.Headers.CacheControl?.ToString());
        Assert.Equal($"\"{address}-w{width}\"", thumbnail.Headers.ETag?.Tag);
        var content = await thumbnail.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(ImageFormat.WebP, ImageFormats.Sniff(content));
        Assert.Equal(content, await again.Content.ReadAsByteArrayAsync(Cancellation));
        using var conditional = new HttpRequestMessage(HttpMethod.Get, $"{url}?w={width}") { Headers = { IfNoneMatch = { thumbnail.Headers.ETag! } } };
        using var notModified = await web.Http.SendAsync(conditional, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, notModified.StatusCode);
    }

    [Fact]
    public async Task A_thumbnail_is_a_file_beside_its_image_and_removed_with_it()
    {
        await using var web = await RunningWeb.StartAsync();
        var url = await StoreAsync(web, TestImages.Jpeg(3));
        await web.Http.GetByteArrayAsync($"{url}?w=96", Cancellation);
        Assert.Equal(2, FilesOf(web).Length);
        var requests = await web.Http.GetFromJsonAsync<JsonElement>("/api/requests", Cancellation);

        using var removed = await web.Http.DeleteAsync($"/api/requests/{requests.GetProperty("items")[0].GetProperty("id").GetString()}", Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await Eventually.HoldsAsync(() => Task.FromResult(FilesOf(web).Length == 0), Cancellation);
        using var gone = await web.Http.GetAsync($"{url}?w=96", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_width_that_there_is_not_is_refused_with_those_that_there_are()
    {
        await using var web = await RunningWeb.ShareAsync();
        var url = await StoreAsync(web, TestImages.Jpeg(2));

        using var response = await web.Http.GetAsync($"{url}?w=100", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("96, 192, 384", (await RunningWeb.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/images/0123456789abcdef0123456789abcdef01234567/x.jpg")]
    [InlineData("/images/nonsense/x.jpg")]
    [InlineData("/images/..%2f..%2fimageorleans.db/x.jpg")]
    [InlineData("/images/%2e%2e/imageorleans.db")]
    public async Task What_is_not_stored_is_not_found(string path)
    {
        await using var web = await RunningWeb.ShareAsync();

        using var response = await web.Http.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<Uri> StoreAsync(RunningWeb web, byte[] image)
    {
        var request = await web.ProcessAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/good.jpg", image)}\n");
        var rows = await web.Http.GetFromJsonAsync<JsonElement>(request.GetProperty("links").GetProperty("rows").GetString(), Cancellation);
        return new Uri(rows.GetProperty("items")[0].GetProperty("images")[0].GetProperty("outputUrl").GetString()!);
    }

    private static string[] FilesOf(RunningWeb web)
    {
        var folder = Path.Combine(web.DataFolder, "images");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }
}
