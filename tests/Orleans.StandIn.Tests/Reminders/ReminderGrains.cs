using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Reminders;

public sealed class ReminderGrain(Journal journal) : Grain, IReminderGrain, IRemindable
{
    private string Key => this.GetPrimaryKeyString();

    public async Task<string> Register(string name, TimeSpan due, TimeSpan period) =>
        (await this.RegisterOrUpdateReminder(name, due, period)).ReminderName;

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(r => r.ReminderName).Order(StringComparer.Ordinal)];

    public async Task<string?> Find(string name) => (await this.GetReminder(name))?.ReminderName;

    public async Task Unregister(string name)
    {
        var reminder = await this.GetReminder(name) ?? throw new KeyNotFoundException(name);
        await this.UnregisterReminder(reminder);
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Keep($"{Key} {reminderName}", status);
        journal.Open($"{Key} {reminderName} {journal.Count($"{Key} {reminderName}")}");
        return Task.CompletedTask;
    }
}

public sealed class UnremindableGrain : Grain, IUnremindableGrain
{
    public Task Register() => this.RegisterOrUpdateReminder("x", TimeSpan.Zero, TimeSpan.FromMinutes(5));
}
