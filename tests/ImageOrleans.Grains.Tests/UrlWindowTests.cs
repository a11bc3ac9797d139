using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Grains.Requests;

namespace ImageOrleans.Grains.Tests;

public sealed class UrlWindowTests
{
    private static readonly ImageOutcome First = ImageOutcome.Failed(new ImageFailure(FailureCodes.Timeout, "Too slow."));
    private static readonly ImageOutcome Second = ImageOutcome.Failed(new ImageFailure(FailureCodes.NotFound, "Gone."));

    [Fact]
    public async Task A_row_gets_the_outcomes_of_a_segment_that_ends_while_it_waits()
    {
        var window = new UrlWindow();
        Assert.True(window.TryOwn("a", segment: 0));
        Assert.True(window.TryOwn("b", segment: 0));
        var plan = RowPlan.Make(Row("a", "c", "b", "a"), window, segment: 1);
        Assert.Equal(["c"], plan.Own);

        window.Resolve("a", First);
        window.Resolve("b", Second);
        window.Forget(segment: 0);

        Assert.Equal(["a", "b"], plan.Others.Select(other => other.Url));
        Assert.Equal([First, Second], await Task.WhenAll(plan.Others.Select(other => other.Outcome)));
        Assert.Equal(["a", "b"], window.Missing(["a", "b", "c"]));
    }

    private static CatalogueRow Row(params string[] urls) => new()
    {
        Index = 256,
        SerialNumber = "1",
        ProductName = "Lamp",
        Urls = [.. urls],
        Cells = [],
    };
}
