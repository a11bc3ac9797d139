using ImageOrleans.Contracts;
using Spectre.Console;

namespace ImageOrleans.Web.Runs;

/// <summary>Shows how far a request is until it is finished.</summary>
internal static class RunProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows a request. While the service does not answer it says so, and asks again.</summary>
    /// <returns>The finished request; null when somebody removed it.</returns>
    public static Task<RequestResource?> ShowAsync(
        IAnsiConsole console, RequestClient client, RequestResource request, CancellationToken cancellationToken) => console.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync<RequestResource?>(async progress =>
        {
            var bar = progress.AddTask(Markup.Escape(request.FileName), maxValue: Math.Max(1, request.Images.Total));
            while (!request.Status.IsFinal())
            {
                await Task.Delay(Interval, cancellationToken);
                try
                {
                    if (await client.FindAsync(request.Id, cancellationToken) is not { } found)
                    {
                        return null;
                    }

                    request = found;
                    bar.Value = request.Images.Done;
                    bar.Description = Markup.Escape(Describe(request));
                }
                catch (HttpRequestException exception)
                {
                    bar.Description = Markup.Escape($"waiting for the service: {exception.Message}");
                }
            }

            bar.Value = bar.MaxValue;
            return request;
        });

    private static string Describe(RequestResource request) => request switch
    {
        { StatusReason: { } reason } => reason,
        { ImagesPerSecond: { } rate } => $"{request.Images.Done:N0} of {request.Images.Total:N0} images, {rate:N0}/s",
        _ => $"{request.Images.Done:N0} of {request.Images.Total:N0} images",
    };
}
