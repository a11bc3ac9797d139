namespace Orleans.Runtime;

/// <summary>A reminder that this silo lets tick.</summary>
internal sealed class TickingReminder(Reminder row)
{
    private volatile bool _isOver;

    public Reminder Row { get; } = row;

    /// <summary>When the next tick is due, in UTC.</summary>
    public DateTime Due { get; set; }

    public ITimer? Timer { get; set; }

    /// <summary>Whether it is to tick no more.</summary>
    public bool IsOver
    {
        get => _isOver;
        set => _isOver = value;
    }
}
