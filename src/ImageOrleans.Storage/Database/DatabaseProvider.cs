namespace ImageOrleans.Storage.Database;

/// <summary>The kind of database.</summary>
public enum DatabaseProvider
{
    /// <summary>SQLite: one file, one process.</summary>
    Sqlite,

    /// <summary>PostgreSQL 13 or later: any number of processes.</summary>
    Postgres,
}
