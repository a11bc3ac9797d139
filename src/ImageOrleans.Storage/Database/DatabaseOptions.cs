using System.ComponentModel.DataAnnotations;

namespace ImageOrleans.Storage.Database;

/// <summary>Which database keeps grain state and tables.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The name of the configuration section that binds to these options.</summary>
    public const string SectionName = "Database";

    /// <summary>The kind of database. Default SQLite.</summary>
    public DatabaseProvider Provider { get; set; }

    /// <summary>
    /// How to connect, in the form of the provider's driver. Default for SQLite: the file <c>imageorleans.db</c> in the
    /// data directory; PostgreSQL has no default.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The greatest number of connections to PostgreSQL from this process, 1 to 1,000. Default 16: more gain nothing, and a
    /// few processes with a pool of 100 each exhaust the server's <c>max_connections</c>.
    /// </summary>
    [Range(1, 1000)]
    public int MaxConnections { get; set; } = 16;
}
