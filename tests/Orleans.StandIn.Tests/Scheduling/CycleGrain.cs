namespace Orleans.StandIn.Tests.Scheduling;

public sealed class CycleGrain : Grain, ICycleGrain
{
    public Task<string> CallBackThrough(ICycleGrain other, ICycleGrain self) => other.Forward(self);

    public Task<string> Forward(ICycleGrain target) => target.Answer();

    public Task<string> Answer() => Task.FromResult("answer");
}
