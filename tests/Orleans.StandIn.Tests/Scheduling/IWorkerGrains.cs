namespace Orleans.StandIn.Tests.Scheduling;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Waits inside until as many calls as the gate asks for are inside; answers the worker's own id.</summary>
    Task<Guid> Work(string job, int until);
}

/// <summary>Calls workers from inside a silo, where they are always local.</summary>
public interface IForemanGrain : IGrainWithStringKey
{
    Task<Guid[]> Employ(int jobs, int until);
}
