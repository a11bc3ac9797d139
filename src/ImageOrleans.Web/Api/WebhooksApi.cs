using ImageOrleans.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageOrleans.Web.Api;

/// <summary>The announcement of a request's end: <c>/api/requests/{id}/webhooks</c>.</summary>
internal static class WebhooksApi
{
    private const string Path = RequestsApi.Path + "/{id:guid}/webhooks";

    public static void MapWebhooksApi(this IEndpointRouteBuilder endpoints)
    {
        var webhooks = endpoints.MapGroup(Path).WithTags("Webhooks")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        webhooks.MapGet("/", GetAsync).WithName("ListWebhookDeliveries")
            .WithSummary("How the end of a request was announced, attempt by attempt");
        webhooks.MapPost("/redeliver", RedeliverAsync).WithName("RedeliverWebhook")
            .WithSummary("Announce the end of a request again")
            .WithDescription("It goes out at once with the `webhook-id` that it had, whether it was delivered, given up or waits for its next attempt.")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<WebhookResource>, ProblemHttpResult>> GetAsync(
        Guid id, RequestLookup lookup, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(id, cancellationToken) is not { } request)
        {
            return Problems.UnknownRequest(id);
        }

        var report = request.WebhookUrl is null ? null : await grains.GetGrain<IWebhookGrain>(id).GetReport();
        return TypedResults.Ok(WebhookResource.Of(request, report));
    }

    private static async Task<Results<Accepted<WebhookResource>, ProblemHttpResult>> RedeliverAsync(
        Guid id, RequestLookup lookup, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(id, cancellationToken) is not { } request)
        {
            return Problems.UnknownRequest(id);
        }

        if (request.WebhookUrl is null)
        {
            return Problems.Conflict("The request has no webhook URL: its end is announced nowhere.");
        }

        if (!request.Status.IsFinal())
        {
            return Problems.Conflict($"The request is {request.Status}: there is no end to announce yet.");
        }

        return await grains.GetGrain<IWebhookGrain>(id).Redeliver() is { } report
            ? TypedResults.Accepted($"{RequestsApi.Path}/{id:D}/webhooks", WebhookResource.Of(request, report))
            : Problems.Conflict("The end of the request was not announced yet. Try again in a moment.");
    }
}
