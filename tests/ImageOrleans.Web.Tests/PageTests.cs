using System.Text;
using ImageOrleans.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImageOrleans.Web.Tests;

/// <summary>The page as people use it, in a browser.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task A_catalogue_is_uploaded_watched_and_its_result_downloaded()
    {
        await using var web = await RunningWeb.StartAsync();
        var browser = await Browser.ShareAsync();
        var good = web.Origin.Serve("/good.jpg", TestImages.Jpeg(1));
        var page = await browser.OpenAsync(web.Url);
        await Expect(page.GetByText("Nothing has been uploaded yet.")).ToBeVisibleAsync();

        await page.Locator("input[name=file]").SetInputFilesAsync(File("lamps & chairs.csv", $"{RunningWeb.Header}1,Lamp,\"{good} {web.Origin.Url}/bad.jpg\"\n2,Chair,{good}\n"));
        await page.Locator("input[name=quality]").FillAsync("70");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compress the images" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "lamps & chairs.csv" })).ToBeVisibleAsync();
        await Expect(page.Locator("#detail-status")).ToHaveTextAsync("Partially succeeded");
        await Expect(page.Locator("#rows li")).ToHaveCountAsync(2);
        await Expect(page.Locator("#rows img")).ToHaveCountAsync(2);
        await Expect(page.Locator("#rows .missing")).ToContainTextAsync("404");
        var width = await page.Locator("#rows img").First.EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)");
        Assert.Equal(96, width);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download the result" }).ClickAsync());
        var lines = await System.IO.File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(3, lines.Length);

        await page.Locator("#row-filter").SelectOptionAsync("Succeeded");
        await Expect(page.Locator("#rows li")).ToHaveCountAsync(1);
        await Expect(page.Locator("#rows .name")).ToHaveTextAsync("Chair");
        await page.Locator("#row-filter").SelectOptionAsync(new SelectOptionValue { Label = "with failures" });
        await Expect(page.Locator("#rows .name")).ToHaveTextAsync("Lamp");

        await page.GetByText("All requests").ClickAsync();
        await Expect(page.Locator("#requests li")).ToHaveCountAsync(1);
        await Expect(page.Locator("#requests .summary")).ToContainTextAsync("3 of 3 images · 1 failed");
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_said_on_the_page()
    {
        await using var web = await RunningWeb.ShareAsync();
        var browser = await Browser.ShareAsync();
        var page = await browser.OpenAsync(web.Url);

        await page.Locator("input[name=file]").SetInputFilesAsync(File("wrong.csv", "Number,Product Name,Input Image Urls\n1,Lamp,http://a/1.jpg\n"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Compress the images" }).ClickAsync();

        await Expect(page.Locator("#upload-problem")).ToContainTextAsync("The header lacks the column 'S. No.'; it has 'Number'");
    }

    [Fact]
    public async Task A_webhook_that_failed_is_shown_and_announced_again()
    {
        await using var web = await RunningWeb.ShareAsync();
        var browser = await Browser.ShareAsync();
        var statusCode = 410;
        var hook = web.Origin.Serve("/hook", context =>
        {
            context.Response.StatusCode = statusCode;
            return Task.CompletedTask;
        });
        var request = await web.ProcessAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/1.jpg", TestImages.Jpeg(1))}\n", ("webhookUrl", hook));
        var page = await browser.OpenAsync(new Uri(web.Url, $"#/requests/{request.GetProperty("id").GetString()}"));

        await Expect(page.Locator("#detail-webhook")).ToContainTextAsync($"The end could not be announced to {hook}: The receiver answered 410");
        statusCode = 204;
        await page.GetByRole(AriaRole.Button, new() { Name = "Announce again" }).ClickAsync();

        await Expect(page.Locator("#detail-webhook")).ToContainTextAsync($"The end was announced to {hook}");
    }

    [Fact]
    public async Task A_request_is_stopped_tried_again_and_removed()
    {
        await using var web = await RunningWeb.StartAsync();
        var browser = await Browser.ShareAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = _ => released.Task;
        await web.UploadAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/held.jpg", TestImages.Jpeg(1))}\n");
        var page = await browser.OpenAsync(web.Url);

        await page.Locator("#requests a").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(page.Locator("#detail-status")).ToHaveTextAsync("Stopped");

        released.SetResult();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try failed images again" }).ClickAsync();
        await Expect(page.Locator("#detail-status")).ToHaveTextAsync("Succeeded");

        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.GetByText("Nothing has been uploaded yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task That_the_server_is_away_is_said_and_taken_back_when_it_answers()
    {
        await using var web = await RunningWeb.StartAsync();
        var browser = await Browser.ShareAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = _ => released.Task;
        await web.UploadAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/held.jpg", TestImages.Jpeg(1))}\n");
        var page = await browser.OpenAsync(web.Url);
        await page.RouteAsync("**/api/requests/**", route => route.AbortAsync());

        await page.Locator("#requests a").ClickAsync();
        await Expect(page.Locator("#connection")).ToContainTextAsync("can’t be reached. Trying again");
        released.SetResult();
        await page.UnrouteAsync("**/api/requests/**");

        await Expect(page.Locator("#detail-status")).ToHaveTextAsync("Succeeded");
        await Expect(page.Locator("#connection")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_events_the_page_asks_how_far_it_is()
    {
        await using var web = await RunningWeb.StartAsync();
        var browser = await Browser.ShareAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = _ => released.Task;
        await web.UploadAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/held.jpg", TestImages.Jpeg(1))}\n");
        var page = await browser.OpenAsync(web.Url);
        await page.RouteAsync("**/events", route => route.AbortAsync());
        await page.Locator("#requests a").ClickAsync();
        await Expect(page.Locator("#detail-status")).ToHaveTextAsync("Processing");

        released.SetResult();

        await Expect(page.Locator("#detail-status")).ToHaveTextAsync("Succeeded");
    }

    [Fact]
    public async Task A_request_that_is_not_there_is_said_on_the_page()
    {
        await using var web = await RunningWeb.ShareAsync();
        var browser = await Browser.ShareAsync();

        var page = await browser.OpenAsync(new Uri(web.Url, "/#/requests/5c5e8a8e-4c1c-4a9c-9a5e-0123456789ab"));

        await Expect(page.Locator("#detail-problem")).ToContainTextAsync("There is no such request.");
        await Expect(page.Locator("#detail-content")).ToBeHiddenAsync();
    }

    private static FilePayload File(string name, string content) =>
        new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) };
}
