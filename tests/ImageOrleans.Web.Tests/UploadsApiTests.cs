using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Web.Tests;

/// <summary>What is kept of an upload, on its way and when it is refused.</summary>
public sealed class UploadsApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "empty_file", null, null)]
    [InlineData("S. No.,Product Name\n1,Lamp\n", "missing_column", 0, "Input Image Urls")]
    [InlineData("S. No.,Product Name,Input Image Urls\n", "no_rows", null, null)]
    [InlineData("S. No.,Product Name,Input Image Urls\n1,\"Lamp,http://a/1.jpg\n", "unclosed_quote", 1, null)]
    [InlineData("PK\u0003\u0004", "not_text", null, null)]
    public async Task What_is_no_catalogue_is_refused_with_what_and_where_and_nothing_is_kept(string csv, string code, int? row, string? column)
    {
        await using var web = await RunningWeb.ShareAsync(typeof(UploadsApiTests));

        using var response = await web.UploadAsync(csv);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await RunningWeb.JsonAsync(response);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal($"urn:imageorleans:problem:{code}", problem.GetProperty("type").GetString());
        Assert.Equal(row, problem.TryGetProperty("row", out var found) ? found.GetInt32() : null);
        Assert.Equal(column, problem.TryGetProperty("column", out found) ? found.GetString() : null);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Empty(KeptFiles(web));
        var list = await web.Http.GetFromJsonAsync<JsonElement>("/api/requests", Cancellation);
        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("quality", "0", "1 to 100")]
    [InlineData("quality", "best", "not a whole number")]
    [InlineData("format", "bmp", "keep, jpeg, png, webp, avif")]
    [InlineData("format", "3", "keep, jpeg, png, webp, avif")]
    [InlineData("maxWidth", "-1", "1 to 65,535")]
    [InlineData("progressive", "perhaps", "true or false")]
    [InlineData("webhookUrl", "ftp://shop.example/", "http or https")]
    [InlineData("webhookUrl", "https://user:secret@shop.example/", "without credentials")]
    [InlineData("webhookUrl", "http://[::1]/hook", "loopback")]
    [InlineData("webhookUrl", "http://10.1.2.3/hook", "Fetching:AllowedNetworks")]
    [InlineData("qualty", "50", "no field 'qualty'")]
    public async Task A_setting_that_is_not_valid_is_named_with_what_it_takes(string name, string value, string expected)
    {
        await using var web = await RunningWeb.ShareAsync(typeof(UploadsApiTests));

        using var response = await web.UploadAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Url}/1.jpg\n", fields: (name, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = Assert.Single((await RunningWeb.JsonAsync(response)).GetProperty("errors").GetProperty(name).EnumerateArray()).GetString();
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Empty(KeptFiles(web));
        Assert.Empty(web.Origin.Calls);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_nothing_is_kept()
    {
        await using var web = await RunningWeb.StartAsync("--Upload:MaxBytes", "2000");

        using var response = await web.UploadAsync(RunningWeb.Header + string.Concat(Enumerable.Repeat("1,Lamp,http://a/1.jpg\n", 100)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("2,000 bytes", (await RunningWeb.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(KeptFiles(web));
    }

    [Fact]
    public async Task Other_media_types_and_missing_files_are_refused_with_advice()
    {
        await using var web = await RunningWeb.ShareAsync();

        using var json = await web.UploadBodyAsync("{}", "application/json");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.Contains("multipart/form-data", (await RunningWeb.JsonAsync(json)).GetProperty("detail").GetString(), StringComparison.Ordinal);

        using var form = new MultipartFormDataContent { { new StringContent("50"), "quality" } };
        using var noFile = await web.Http.PostAsync("/api/requests", form, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, noFile.StatusCode);
        Assert.Contains("'file'", (await RunningWeb.JsonAsync(noFile)).GetProperty("detail").GetString(), StringComparison.Ordinal);

        using var broken = await web.UploadBodyAsync("--x\r\nnonsense", "multipart/form-data; boundary=x");
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
    }

    [Fact]
    public async Task A_file_in_another_field_is_named_with_the_right_one()
    {
        await using var web = await RunningWeb.ShareAsync();
        using var form = new MultipartFormDataContent { { new StringContent($"{RunningWeb.Header}1,Lamp,http://a/1.jpg\n"), "catalogue", "my.csv" } };

        using var response = await web.Http.PostAsync("/api/requests", form, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("no file field 'catalogue': send the catalogue as 'file'", (await RunningWeb.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nS. No.,Product Name,Input Image Urls\n1,Lamp,http://a/1.jpg\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"quality\"\r\n\r\n50")]
    [InlineData("--x\r\nContent-Disposition: form-data; na")]
    public async Task A_multipart_body_that_ends_early_is_the_callers_failure(string body)
    {
        await using var web = await RunningWeb.ShareAsync(typeof(UploadsApiTests));

        using var response = await web.UploadBodyAsync(body, "multipart/form-data; boundary=x");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("ended before it was complete", (await RunningWeb.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(KeptFiles(web));
    }

    [Fact]
    public async Task An_upload_is_written_down_while_it_comes_in()
    {
        await using var web = await RunningWeb.StartAsync();
        var body = new HeldUpload(RunningWeb.Header, "1,Lamp,http://a/1.jpg\n", rows: 50_000, async () =>
        {
            // Half of it is sent; the rest follows when that half is on the disk.
            await Eventually.HoldsAsync(() => KeptFiles(web).Sum(file => file.Length) >= 500_000, Cancellation);
        });

        using var response = await web.Http.PostAsync("/api/requests", body, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(50_000, (await RunningWeb.JsonAsync(response)).GetProperty("rows").GetProperty("total").GetInt32());
        await web.Http.DeleteAsync(response.Headers.Location, Cancellation);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_behind()
    {
        await using var web = await RunningWeb.StartAsync();
        using var gone = new CancellationTokenSource();
        var body = new HeldUpload(RunningWeb.Header, "1,Lamp,http://a/1.jpg\n", rows: 50_000, async () =>
        {
            await Eventually.HoldsAsync(() => KeptFiles(web).Sum(file => file.Length) >= 500_000, Cancellation);
            await gone.CancelAsync();
            await Task.Delay(Timeout.Infinite, gone.Token);
        });

        await Assert.ThrowsAnyAsync<Exception>(() => web.Http.PostAsync("/api/requests", body, gone.Token));

        await Eventually.HoldsAsync(() => KeptFiles(web).Count == 0, Cancellation);
    }

    private static List<FileInfo> KeptFiles(RunningWeb web) =>
    [
        .. new[] { "tmp", "uploads", "requests" }
            .Select(folder => new DirectoryInfo(Path.Combine(web.DataFolder, folder)))
            .Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories)),
    ];
}
