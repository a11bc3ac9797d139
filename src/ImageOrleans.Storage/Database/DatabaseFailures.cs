using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace ImageOrleans.Storage.Database;

/// <summary>Tells failures of the database that pass by themselves from those that come again every time.</summary>
public static class DatabaseFailures
{
    /// <summary>Whether a failure passes by itself, so that trying again makes sense.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>
    /// True for a database that is away, busy, full or shutting down, and for a transaction that lost against another one;
    /// false for what is wrong with a statement, its values, the schema or the file.
    /// </returns>
    public static bool IsTransient(DbException exception) => exception switch
    {
        SqliteException sqlite => IsTransientInSqlite(sqlite.SqliteErrorCode),
        PostgresException postgres => postgres.IsTransient || IsTransientInPostgres(postgres.SqlState),
        _ => exception.IsTransient,
    };

    /// <summary>Whether a failure is that the database's disk is full.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>False for all others.</returns>
    public static bool IsOfFullDisk(DbException exception) => exception
        is SqliteException { SqliteErrorCode: raw.SQLITE_FULL }
        or PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    // https://www.sqlite.org/rescode.html. The driver itself calls nothing transient.
    private static bool IsTransientInSqlite(int resultCode) => resultCode
        is raw.SQLITE_BUSY
        or raw.SQLITE_LOCKED
        or raw.SQLITE_NOMEM
        or raw.SQLITE_INTERRUPT
        or raw.SQLITE_IOERR
        or raw.SQLITE_FULL
        or raw.SQLITE_CANTOPEN
        or raw.SQLITE_PROTOCOL
        or raw.SQLITE_SCHEMA;

    // What the driver leaves out, by version: a server that ends, a statement that took too long, a primary that became a standby.
    private static bool IsTransientInPostgres(string sqlState) => sqlState
        is PostgresErrorCodes.AdminShutdown
        or PostgresErrorCodes.CrashShutdown
        or PostgresErrorCodes.IdleSessionTimeout
        or PostgresErrorCodes.QueryCanceled
        or PostgresErrorCodes.ReadOnlySqlTransaction;
}
