using System.Globalization;
using ImageOrleans.Contracts;
using ImageOrleans.Web.Api;
using Spectre.Console;

namespace ImageOrleans.Web.Runs;

/// <summary>Tells what came of a request, on the console.</summary>
internal static class RunReport
{
    public static void ShowEarlier(IAnsiConsole console, RequestPage page)
    {
        if (page.Items.Count == 0)
        {
            return;
        }

        var table = new Table().RoundedBorder().Title("Earlier requests")
            .AddColumns("When", "File", "Status", "Images", "Before", "After");
        foreach (var request in page.Items)
        {
            table.AddRow(
                request.CreatedAt.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                Markup.Escape(request.FileName),
                StatusOf(request),
                $"{request.Images.Done:N0} of {request.Images.Total:N0}",
                Size(request.Bytes.In),
                Size(request.Bytes.Out));
        }

        console.Write(table);
    }

    public static void Show(IAnsiConsole console, RequestResource request, string outputPath, Uri baseUrl)
    {
        var seconds = (request.FinishedAt - request.StartedAt)?.TotalSeconds ?? 0;
        var saved = request.Bytes.In == 0 ? 0 : 100.0 * (request.Bytes.In - request.Bytes.Out) / request.Bytes.In;
        var table = new Table().RoundedBorder().HideHeaders().AddColumns("", "");
        table.AddRow("Status", StatusOf(request));
        if (request.StatusReason is { } reason)
        {
            table.AddRow("", Markup.Escape(reason));
        }

        table.AddRow("Rows", $"{request.Rows.Done:N0}");
        var images = request.Images;
        table.AddRow("Images", $"{images.Done:N0}: {images.Compressed:N0} compressed, {images.Kept:N0} kept as they were");
        table.AddRow(
            "Failed", images.Failed == 0 ? "0" : $"[yellow]{images.Failed:N0}[/] (see {baseUrl}{request.Links.ErrorsCsv[1..]})");
        table.AddRow("Before", Size(request.Bytes.In));
        table.AddRow("After", string.Create(CultureInfo.InvariantCulture, $"{Size(request.Bytes.Out)} ({saved:N1} % less)"));
        if (seconds > 0)
        {
            table.AddRow("Speed", string.Create(CultureInfo.InvariantCulture, $"{images.Done / seconds:N1} images/s ({seconds:N1} s)"));
        }

        if (request.Links.OutputCsv is { } output)
        {
            table.AddRow("Output CSV", Markup.Escape(outputPath));
            table.AddRow("", Markup.Escape($"{baseUrl}{output[1..]}"));
        }

        table.AddRow("Open", Markup.Escape(baseUrl.AbsoluteUri));
        console.Write(table);
    }

    /// <summary>Shows what was verified.</summary>
    /// <returns>Whether all is well.</returns>
    public static bool Show(IAnsiConsole console, IReadOnlyList<VerifiedFact> facts)
    {
        foreach (var fact in facts)
        {
            console.MarkupLineInterpolated(fact.Problem is null
                ? (FormattableString)$"[green]ok[/]   {fact.Claim}"
                : $"[red]FAIL[/] {fact.Claim}: {fact.Problem}");
        }

        return facts.All(fact => fact.Problem is null);
    }

    private static string StatusOf(RequestResource request) => request.Status switch
    {
        RequestStatus.Succeeded => "[green]Succeeded[/]",
        RequestStatus.PartiallySucceeded => "[yellow]Partially succeeded[/]",
        RequestStatus.Failed => "[red]Failed[/]",
        var status => status.ToString(),
    };

    private static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:N2} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N2} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:N1} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };
}
