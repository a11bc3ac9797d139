namespace Orleans.Reminders;

/// <summary>The key of the clock that reminders use.</summary>
public static class ReminderTimeProviderNames
{
    /// <summary>The clock of reminders.</summary>
    public const string Reminders = "Orleans.Reminders";
}
