namespace Orleans.StandIn.Tests.State;

[GenerateSerializer]
public sealed class CounterState
{
    [Id(0)]
    public int Value { get; set; }

    [Id(1)]
    public IList<string> Log { get; init; } = new List<string>();
}
