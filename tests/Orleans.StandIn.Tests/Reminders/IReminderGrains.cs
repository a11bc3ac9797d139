namespace Orleans.StandIn.Tests.Reminders;

public interface IReminderGrain : IGrainWithStringKey
{
    Task<string> Register(string name, TimeSpan due, TimeSpan period);

    Task<string[]> Names();

    Task<string?> Find(string name);

    Task Unregister(string name);

    Task Deactivate();
}

/// <summary>Asks for reminders though it cannot receive any.</summary>
public interface IUnremindableGrain : IGrainWithStringKey
{
    Task Register();
}
