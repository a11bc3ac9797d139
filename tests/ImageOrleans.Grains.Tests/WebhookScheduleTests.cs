using ImageOrleans.Grains.Webhooks;

namespace ImageOrleans.Grains.Tests;

public sealed class WebhookScheduleTests
{
    [Fact]
    public void Pauses_grow_over_three_days_and_come_to_an_end()
    {
        var pauses = Enumerable.Range(1, 100).Select(WebhookSchedule.PauseAfter).TakeWhile(pause => pause is not null).Select(pause => pause!.Value).ToList();

        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(5), pauses[0]);
        Assert.InRange(pauses.Aggregate((sum, pause) => sum + pause), TimeSpan.FromDays(3), TimeSpan.FromDays(4));
        Assert.Null(WebhookSchedule.PauseAfter(pauses.Count + 1));
    }
}
