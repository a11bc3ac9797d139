using System.Net;
using ImageOrleans.Grains.Webhooks;

namespace ImageOrleans.Grains.Tests;

public sealed class WebhookScheduleTests
{
    private static readonly WebhookAnswer Failed = new() { StatusCode = HttpStatusCode.InternalServerError, Problem = "The receiver answered 500." };

    [Fact]
    public void Pauses_grow_over_a_day_and_come_to_an_end()
    {
        var pauses = Enumerable.Range(1, 100).Select(attempts => WebhookSchedule.PauseAfter(attempts, Failed)).TakeWhile(pause => pause is not null).Select(pause => pause!.Value).ToList();

        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(5), pauses[0]);
        Assert.InRange(pauses.Aggregate((sum, pause) => sum + pause), TimeSpan.FromHours(24), TimeSpan.FromHours(30));
        Assert.Null(WebhookSchedule.PauseAfter(pauses.Count + 1, Failed));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(60, 60)]
    [InlineData(3_000_000, 86_400)]
    public void A_receiver_may_ask_for_more_time_up_to_a_day(int askedSeconds, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), WebhookSchedule.PauseAfter(1, Failed with { RetryAfter = TimeSpan.FromSeconds(askedSeconds) }));

    [Fact]
    public void A_receiver_that_is_gone_is_left_alone() =>
        Assert.Null(WebhookSchedule.PauseAfter(1, Failed with { StatusCode = HttpStatusCode.Gone }));
}
