using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain's reminders. They are kept in a table and tick even if the grain, or the silo, was gone meanwhile.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder, or gives one of that name other times.</summary>
    /// <param name="grain">This grain.</param>
    /// <param name="reminderName">The reminder's name among those of the grain.</param>
    /// <param name="dueTime">Until the first tick.</param>
    /// <param name="period">From tick to tick; not below <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>.</param>
    /// <exception cref="ArgumentException">A time is out of range.</exception>
    /// <exception cref="InvalidOperationException">The grain is not <see cref="IRemindable"/>, or reminders are not configured.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        CheckName(reminderName);
        return grain is IRemindable
            ? Service(grain).RegisterAsync(grain.GrainContext.GrainId, reminderName, dueTime, period)
            : throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} is not '{nameof(IRemindable)}'.");
    }

    /// <inheritdoc cref="RegisterOrUpdateReminder(IGrainBase, string, TimeSpan, TimeSpan)" />
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period, CancellationToken cancellationToken) =>
        grain.RegisterOrUpdateReminder(reminderName, dueTime, period).WaitAsync(cancellationToken);

    /// <summary>Ends a reminder.</summary>
    /// <exception cref="ReminderException">It was registered anew since the reminder was got.</exception>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) => Service(grain).UnregisterAsync(reminder);

    /// <inheritdoc cref="UnregisterReminder(IGrainBase, IGrainReminder)" />
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder, CancellationToken cancellationToken) =>
        grain.UnregisterReminder(reminder).WaitAsync(cancellationToken);

    /// <summary>The reminder of a name, if there is one.</summary>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        CheckName(reminderName);
        return Service(grain).FindAsync(grain.GrainContext.GrainId, reminderName);
    }

    /// <inheritdoc cref="GetReminder(IGrainBase, string)" />
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName, CancellationToken cancellationToken) =>
        grain.GetReminder(reminderName).WaitAsync(cancellationToken);

    /// <summary>All reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => Service(grain).ReadAsync(grain.GrainContext.GrainId);

    /// <inheritdoc cref="GetReminders(IGrainBase)" />
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain, CancellationToken cancellationToken) =>
        grain.GetReminders().WaitAsync(cancellationToken);

    private static void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentNullException(nameof(name), "A reminder needs a name.");
        }
    }

    private static ReminderService Service(IGrainBase grain) =>
        grain.GrainContext.ActivationServices.GetService<ReminderService>() ?? throw new InvalidOperationException(
            "Reminders are not configured: the silo needs UseInMemoryReminderService or UseAdoNetReminderService.");
}
