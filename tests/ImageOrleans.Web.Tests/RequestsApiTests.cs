using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Web.Tests;

public sealed class RequestsApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_catalogue_goes_in_and_comes_out_with_the_new_urls()
    {
        await using var web = await RunningWeb.ShareAsync();
        var good = web.Origin.Serve("/good.jpg", TestImages.Jpeg(1));
        var csv = $"{RunningWeb.Header}1,Lamp,\"{good}, {web.Origin.Url}/bad.jpg\"\n2,Chair,{good}\n";

        using var response = await web.UploadAsync(csv);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var accepted = await RunningWeb.JsonAsync(response);
        var id = accepted.GetProperty("id").GetString()!;
        Assert.Equal($"/api/requests/{id}", response.Headers.Location?.ToString());
        Assert.Equal("my catalogue.csv", accepted.GetProperty("fileName").GetString());
        Assert.Equal(50, accepted.GetProperty("settings").GetProperty("quality").GetInt32());

        var request = await web.WaitForEndAsync(id);
        Assert.Equal("PartiallySucceeded", request.GetProperty("status").GetString());
        Assert.Equal("""{"total":2,"done":2,"failed":1}""", request.GetProperty("rows").GetRawText());
        Assert.Equal("""{"total":3,"done":3,"compressed":2,"kept":0,"failed":1}""", request.GetProperty("images").GetRawText());
        Assert.True(request.GetProperty("bytes").GetProperty("in").GetInt64() > request.GetProperty("bytes").GetProperty("out").GetInt64());

        using var output = await web.Http.GetAsync(request.GetProperty("links").GetProperty("outputCsv").GetString(), Cancellation);
        var lines = (await output.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("text/csv", output.Content.Headers.ContentType?.MediaType);
        Assert.Equal("my catalogue-output.csv", output.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("S. No.,Product Name,Input Image Urls,Output Image Urls", lines[0]);
        var url = lines[2].Split(',')[^1];
        Assert.StartsWith($"{web.Url}images/", url, StringComparison.Ordinal);
        Assert.EndsWith("/2-chair-1.jpg", url, StringComparison.Ordinal);
        Assert.EndsWith("/1-lamp-1.jpg,\"", lines[1], StringComparison.Ordinal);
        Assert.Equal(request.GetProperty("bytes").GetProperty("out").GetInt64() / 2, (await web.Http.GetByteArrayAsync(url, Cancellation)).Length);
    }

    [Fact]
    public async Task The_errors_are_listed_as_csv()
    {
        await using var web = await RunningWeb.ShareAsync();
        var request = await web.ProcessAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Url}/bad.jpg\n,\"Chair, blue\",http://a/1.jpg\n3,Table,\n");

        var errors = await web.Http.GetStringAsync(request.GetProperty("links").GetProperty("errorsCsv").GetString(), Cancellation);

        var lines = errors.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Row,S. No.,Product Name,Image,Input Image Url,Error Code,Error", lines[0]);
        Assert.StartsWith($"1,1,Lamp,1,{web.Origin.Url}/bad.jpg,not_found,", lines[1], StringComparison.Ordinal);
        Assert.Equal("2,,\"Chair, blue\",1,http://a/1.jpg,invalid_row,'S. No.' is empty.", lines[2]);
        Assert.Equal("3,3,Table,,,invalid_row,'Input Image Urls' has no URL.", lines[3]);
        Assert.Equal("Failed", request.GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_body_may_be_the_csv_itself_with_settings_in_the_query()
    {
        await using var web = await RunningWeb.ShareAsync();
        var good = web.Origin.Serve("/good.jpg", TestImages.Jpeg(1));
        var hook = web.Origin.Serve("/hook", _ => Task.CompletedTask);

        using var response = await web.UploadBodyAsync(
            $"{RunningWeb.Header}1,Lamp,{good}\n",
            query: "?quality=30&format=webp&maxWidth=50&metadata=keep&progressive=true&effort=max&keepSampling=true"
                + $"&webhookUrl={Uri.EscapeDataString(hook)}");

        var settings = (await RunningWeb.JsonAsync(response)).GetProperty("settings");
        Assert.Equal(
            """
            {"quality":30,"format":"WebP","maxWidth":50,"metadata":"Keep","progressive":true,"effort":"Max","keepSampling":true}
            """,
            settings.GetRawText());
        var request = await web.WaitForEndAsync(response.Headers.Location!.ToString().Split('/')[^1]);
        Assert.Equal(hook, request.GetProperty("webhookUrl").GetString());
        await Eventually.HoldsAsync(() => web.Origin.Calls.ContainsKey("/hook"), Cancellation);
        var rows = await web.Http.GetFromJsonAsync<JsonElement>($"{response.Headers.Location}/rows", Cancellation);
        var image = rows.GetProperty("items")[0].GetProperty("images")[0];
        Assert.Equal("WebP", image.GetProperty("format").GetString());
        Assert.EndsWith(".webp", image.GetProperty("outputUrl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_idempotency_key_is_the_same_request()
    {
        await using var web = await RunningWeb.StartAsync();
        var csv = $"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/good.jpg", TestImages.Jpeg(1))}\n";

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => web.UploadAsync(csv, idempotencyKey: "order-17")));
        using var other = await web.UploadAsync(csv.Replace("Lamp", "Chair", StringComparison.Ordinal), idempotencyKey: "order-17");
        using var withoutKey = await web.UploadAsync(csv);

        var ids = await Task.WhenAll(responses.Select(async response => (await RunningWeb.JsonAsync(response)).GetProperty("id").GetString()));
        Assert.Single(ids.Distinct(StringComparer.Ordinal));
        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Accepted, response.StatusCode));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("idempotency_key_reused", (await RunningWeb.JsonAsync(other)).GetProperty("code").GetString());
        Assert.NotEqual(ids[0], (await RunningWeb.JsonAsync(withoutKey)).GetProperty("id").GetString());
        var list = await web.Http.GetFromJsonAsync<JsonElement>("/api/requests", Cancellation);
        Assert.Equal(2, list.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Requests_are_listed_newest_first_page_by_page_and_by_status()
    {
        await using var web = await RunningWeb.StartAsync();
        var good = web.Origin.Serve("/good.jpg", TestImages.Jpeg(1));
        for (var i = 0; i < 3; i++)
        {
            await web.ProcessAsync($"{RunningWeb.Header}{i},Lamp,{(i == 1 ? "http://127.0.0.1:1/refused" : good)}\n");
        }

        // The list reads the table, which a request's grain writes a moment after it says itself that it has ended.
        await Eventually.HoldsAsync(
            async () => (await web.Http.GetFromJsonAsync<JsonElement>("/api/requests", Cancellation)).GetProperty("items").EnumerateArray()
                .All(item => item.GetProperty("status").GetString() is "Succeeded" or "Failed"),
            Cancellation);
        var first = await web.Http.GetFromJsonAsync<JsonElement>("/api/requests?limit=2", Cancellation);
        var second = await web.Http.GetFromJsonAsync<JsonElement>($"/api/requests?limit=2&cursor={first.GetProperty("nextCursor").GetString()}", Cancellation);
        var failed = await web.Http.GetFromJsonAsync<JsonElement>("/api/requests?status=failed", Cancellation);

        Assert.Equal(["Succeeded", "Failed"], first.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("status").GetString()));
        Assert.Equal("Succeeded", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("status").GetString());
        Assert.False(second.TryGetProperty("nextCursor", out _));
        Assert.Single(failed.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("/api/requests?status=done", 400)]
    [InlineData("/api/requests?status=3", 400)]
    [InlineData("/api/requests?cursor=nonsense", 400)]
    [InlineData("/api/requests?limit=0", 400)]
    [InlineData("/api/requests?limit=501", 400)]
    [InlineData("/api/requests?limit=many", 400)]
    [InlineData("/api/requests/5c5e8a8e-4c1c-4a9c-9a5e-0123456789ab", 404)]
    [InlineData("/api/requests/5c5e8a8e-4c1c-4a9c-9a5e-0123456789ab/rows", 404)]
    [InlineData("/api/requests/5c5e8a8e-4c1c-4a9c-9a5e-0123456789ab/output.csv", 404)]
    [InlineData("/api/requests/5c5e8a8e-4c1c-4a9c-9a5e-0123456789ab/errors.csv", 404)]
    [InlineData("/api/requests/17", 404)]
    [InlineData("/api/nowhere", 404)]
    public async Task A_call_that_is_not_valid_is_answered_with_a_problem(string path, int status)
    {
        await using var web = await RunningWeb.ShareAsync();

        using var response = await web.Http.GetAsync(path, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        var problem = await RunningWeb.JsonAsync(response);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("code").GetString()!);
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("GET", "/api/requests?limit=many", "'limit' is 'many', which is not a whole number.")]
    [InlineData("GET", "/api/requests/17", "'17' is not the id of a request")]
    [InlineData("POST", "/api/requests/17/cancel", "'17' is not the id of a request")]
    [InlineData("GET", "/api/nowhere", "There is nothing at '/api/nowhere'.")]
    [InlineData("PUT", "/api/requests/5c5e8a8e-4c1c-4a9c-9a5e-0123456789ab", "PUT is not supported here; supported: DELETE, GET.")]
    [InlineData("GET", "/images/nonsense/x.jpg", "There is nothing at '/images/nonsense/x.jpg'.")]
    public async Task A_wrong_path_method_or_parameter_is_named(string method, string path, string expected)
    {
        await using var web = await RunningWeb.ShareAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await web.Http.SendAsync(request, Cancellation);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith(expected, (await RunningWeb.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/requests/17", 404, "unknown_request")]
    [InlineData("/api/requests/5c5e8a8e-4c1c-4a9c-9a5e-0123456789ab", 404, "unknown_request")]
    [InlineData("/api/nowhere", 404, "http_404")]
    [InlineData("/images/0123456789abcdef0123456789abcdef01234567/x.jpg", 404, "http_404")]
    public async Task Who_accepts_html_alone_gets_the_problem_too(string path, int status, string code)
    {
        await using var web = await RunningWeb.ShareAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };

        using var response = await web.Http.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await RunningWeb.JsonAsync(response);
        Assert.Equal((status, code), (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString()));
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task A_serial_number_may_be_any_text()
    {
        await using var web = await RunningWeb.ShareAsync();
        var good = web.Origin.Serve("/good.jpg", TestImages.Jpeg(1));

        var request = await web.ProcessAsync($"{RunningWeb.Header}A1,Lamp,{good}\n1.0,Chair,{good}\nSKU-ß,Table,{good}\n");

        Assert.Equal("Succeeded", request.GetProperty("status").GetString());
        var rows = await web.Http.GetFromJsonAsync<JsonElement>(request.GetProperty("links").GetProperty("rows").GetString(), Cancellation);
        Assert.Equal(["A1", "1.0", "SKU-ß"], rows.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("serialNumber").GetString()));
        var output = await web.Http.GetStringAsync(request.GetProperty("links").GetProperty("outputCsv").GetString(), Cancellation);
        Assert.Equal(4, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_request_without_any_result_says_the_commonest_reason()
    {
        await using var web = await RunningWeb.ShareAsync();
        var html = web.Origin.Serve("/page.jpg", "<html></html>"u8.ToArray());

        var request = await web.ProcessAsync($"{RunningWeb.Header}1,Lamp,\"{web.Origin.Url}/a.jpg {web.Origin.Url}/b.jpg\"\n2,Chair,{html}\n,Sofa,{html}\n");

        Assert.Equal("Failed", request.GetProperty("status").GetString());
        Assert.Matches("^No image has a result\\. The commonest reason \\(2 times\\): .*404", request.GetProperty("statusReason").GetString());
    }

    [Fact]
    public async Task Rows_are_listed_with_their_images_by_status_and_page()
    {
        await using var web = await RunningWeb.ShareAsync();
        var good = web.Origin.Serve("/good.jpg", TestImages.Jpeg(1));
        var request = await web.ProcessAsync(
            $"{RunningWeb.Header}1,Lamp,{good}\n2,Chair,{web.Origin.Url}/bad.jpg\n3,Table,\"{good} {web.Origin.Url}/bad.jpg\"\n,Sofa,{good}\n");
        var path = request.GetProperty("links").GetProperty("rows").GetString();

        var all = await web.Http.GetFromJsonAsync<JsonElement>($"{path}?offset=1&limit=2", Cancellation);
        var failed = await web.Http.GetFromJsonAsync<JsonElement>($"{path}?status=Failed", Cancellation);

        Assert.Equal((4, 1, 2), (all.GetProperty("total").GetInt32(), all.GetProperty("offset").GetInt32(), all.GetProperty("limit").GetInt32()));
        Assert.Equal([2, 3], all.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()));
        var table = all.GetProperty("items")[1];
        Assert.Equal(("3", "Table", "PartiallySucceeded"), (table.GetProperty("serialNumber").GetString(), table.GetProperty("productName").GetString(), table.GetProperty("status").GetString()));
        Assert.Equal("Compressed", table.GetProperty("images")[0].GetProperty("status").GetString());
        Assert.Equal("not_found", table.GetProperty("images")[1].GetProperty("errorCode").GetString());
        Assert.Equal([2, 4], failed.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()));
        Assert.Contains("is empty", failed.GetProperty("items")[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        var withFailures = await web.Http.GetFromJsonAsync<JsonElement>($"{path}?status=Failed&status=partiallysucceeded", Cancellation);
        Assert.Equal([2, 3, 4], withFailures.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()));
        Assert.Equal(request.GetProperty("rows").GetProperty("failed").GetInt32(), withFailures.GetProperty("total").GetInt32());
        using var unknown = await web.Http.GetAsync($"{path}?status=Failed&status=Broken", Cancellation);
        Assert.Contains("'Broken'", (await RunningWeb.JsonAsync(unknown)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var wrong = await web.Http.GetAsync($"{path}?offset=-1", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task A_request_can_be_stopped_tried_again_and_removed()
    {
        await using var web = await RunningWeb.ShareAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = _ => released.Task;
        using var response = await web.UploadAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/held.jpg", TestImages.Jpeg(1))}\n");
        var path = response.Headers.Location!.ToString();
        var id = path.Split('/')[^1];
        await web.WaitForAsync(id, status => status == "Processing");

        using var early = await web.Http.GetAsync($"{path}/output.csv", Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Contains("0 of 1 rows", (await RunningWeb.JsonAsync(early)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var earlyRetry = await web.Http.PostAsync($"{path}/retry", content: null, Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, earlyRetry.StatusCode);

        using var canceled = await web.Http.PostAsync($"{path}/cancel", content: null, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, canceled.StatusCode);
        var stopped = await web.WaitForEndAsync(id);
        Assert.Equal("Canceled", stopped.GetProperty("status").GetString());
        var output = await web.Http.GetStringAsync($"{path}/output.csv", Cancellation);
        Assert.EndsWith($"{web.Origin.Url}/held.jpg,\n", output, StringComparison.Ordinal);

        released.SetResult();
        using var retried = await web.Http.PostAsync($"{path}/retry", content: null, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, retried.StatusCode);
        await web.WaitForAsync(id, status => status == "Succeeded");

        using var removed = await web.Http.DeleteAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var again = await web.Http.DeleteAsync(path, Cancellation);
        using var gone = await web.Http.GetAsync(path, Cancellation);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (again.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task Output_urls_begin_as_the_configuration_says()
    {
        await using var web = await RunningWeb.StartAsync("--Upload:PublicBaseUrl", "https://cdn.shop.example/media");
        var request = await web.ProcessAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/good.jpg", TestImages.Jpeg(1))}\n");

        var output = await web.Http.GetStringAsync(request.GetProperty("links").GetProperty("outputCsv").GetString(), Cancellation);

        Assert.Contains(",https://cdn.shop.example/media/images/", output, StringComparison.Ordinal);
    }
}
