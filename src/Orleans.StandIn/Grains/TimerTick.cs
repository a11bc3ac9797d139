namespace Orleans.Runtime;

/// <summary>One tick of a timer.</summary>
internal sealed class TimerTick(GrainTimer timer, GrainId target) : Request(target)
{
    public override bool IsMovable => false;

    public override Task RunAsync(Activation activation) => timer.TickAsync();

    public override void Fail(Exception exception)
    {
        // The activation and its timers are gone: nobody is left to be told.
    }
}
