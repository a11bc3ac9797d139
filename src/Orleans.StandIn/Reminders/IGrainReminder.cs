namespace Orleans.Runtime;

/// <summary>A registered reminder.</summary>
public interface IGrainReminder
{
    /// <summary>The reminder's name among those of its grain.</summary>
    string ReminderName { get; }
}
