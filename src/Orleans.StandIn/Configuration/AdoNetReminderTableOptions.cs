using System.Data.Common;

namespace Orleans.Configuration;

/// <summary>Options of the table of reminders in a database.</summary>
public class AdoNetReminderTableOptions
{
    /// <summary>The driver: "Npgsql", or "System.Data.SQLite", which means Microsoft.Data.Sqlite.</summary>
    public string Invariant { get; set; } = null!;

    /// <summary>How to connect; this or <see cref="DataSource"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gives connections; this or <see cref="ConnectionString"/>.</summary>
    public DbDataSource? DataSource { get; set; }
}
