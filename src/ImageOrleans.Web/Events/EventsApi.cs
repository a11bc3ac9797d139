using System.ComponentModel;
using ImageOrleans.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace ImageOrleans.Web.Events;

/// <summary>The progress of a request as it happens: <c>/api/requests/{id}/events</c>.</summary>
internal static class EventsApi
{
    public static void MapEventsApi(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet($"{RequestsApi.Path}/{{id:guid}}/events", ListenAsync)
        .WithTags("Requests")
        .WithName("ListenToRequest")
        .WithSummary("How far a request is, as it happens")
        .WithDescription(
            "Server-sent events: `progress` with the request as it is, at once and then at most four times a second when something "
            + "changed; `finished` with the request at its end, or `removed`, is the last one. An event's `id` stands for what it tells: "
            + "who comes back with it as `Last-Event-ID` gets no event before something is different, and 204 when nothing can be.")
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Task ListenAsync(
        Guid id,
        [FromHeader(Name = "Last-Event-ID")]
        [Description("The `id` of the event that came last.")]
        string? lastEventId,
        RequestEventStream stream,
        HttpContext context) => stream.WriteAsync(id, lastEventId, context);
}
