using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Web.Tests;

public sealed class ImagesApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_may_be_kept_for_ever_and_asked_for_in_parts()
    {
        await using var web = await RunningWeb.ShareAsync();
        var request = await web.ProcessAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/good.jpg", TestImages.Jpeg(1))}\n");
        var rows = await web.Http.GetFromJsonAsync<JsonElement>(request.GetProperty("links").GetProperty("rows").GetString(), Cancellation);
        var url = new Uri(rows.GetProperty("items")[0].GetProperty("images")[0].GetProperty("outputUrl").GetString()!);
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
}
