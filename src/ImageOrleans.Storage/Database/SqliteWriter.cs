using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ImageOrleans.Storage.Database;

/// <summary>An open connection that prepares a statement once, however often it is run.</summary>
internal sealed class SqliteWriter : SqliteConnection
{
    // The program has some dozens. Texts beyond that are prepared for each run, as the driver does.
    private const int MaxStatements = 128;

    // Settings of the connection, not of the file (https://www.sqlite.org/pragma.html).
    // - In WAL mode NORMAL loses no transaction when the process ends, and never the file's consistency.
    // - A catalogue's indexes are in no order of its rows: in 32 MiB (-32768 KiB) more of their pages are found again.
    // - The log is copied to the file every 4000 pages (16 MiB): a page that was written many times meanwhile is copied once.
    private const string Settings = """
        PRAGMA synchronous = NORMAL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -32768;
        PRAGMA wal_autocheckpoint = 4000;
        """;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private bool _hasFailed;

    private SqliteWriter(string connectionString)
        : base(connectionString)
    {
    }

    /// <summary>The transaction under way; null when there is none.</summary>
    public SqliteTransaction? CurrentTransaction => Transaction;

    /// <summary>Opens one.</summary>
    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public static SqliteWriter Open(string connectionString)
    {
        // The pool's purpose is to keep what this one keeps itself.
        var writer = new SqliteWriter(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            writer.Open();

            using var command = writer.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Makes it ready for the next who writes: undoes a transaction that was not committed.</summary>
    /// <returns>
    /// Whether the connection can be used on. After a failure, such as of the disk, or with a reader left open, a new one is safer.
    /// </returns>
    public bool TryReset()
    {
        // What fails while a reader is read, such as the end of a statement's own transaction, is seen here only.
        if (_hasFailed || HasFailedLast() || _statements.Values.Any(statement => statement.IsRunning))
        {
            return false;
        }

        Transaction?.Dispose();
        return raw.sqlite3_get_autocommit(Handle) != 0;
    }

    public override SqliteCommand CreateCommand() => new Command(this);

    private bool HasFailedLast() => raw.sqlite3_errcode(Handle) is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE);

    // The connection disposes its commands when it is closed.
    private Statement? Find(string text)
    {
        if (_statements.TryGetValue(text, out var known))
        {
            // Nested in itself: then the inner one is prepared anew.
            return known.IsRunning ? null : known;
        }

        if (_statements.Count == MaxStatements)
        {
            return null;
        }

        var statement = new Statement(text, this);
        _statements.Add(text, statement);
        return statement;
    }

    /// <summary>What callers set up. It is run by the kept statement of the same text.</summary>
    private sealed class Command : SqliteCommand
    {
        private readonly SqliteWriter _writer;

        public Command(SqliteWriter writer)
        {
            _writer = writer;
            Connection = writer;
            CommandTimeout = writer.DefaultTimeout;
            Transaction = writer.Transaction;
        }

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            if (behavior.HasFlag(CommandBehavior.CloseConnection))
            {
                throw new NotSupportedException("A reader can't close the connection that writes: close what was opened.");
            }

            try
            {
                return Connection is not null && _writer.Find(CommandText) is { } statement
                    ? statement.Run(this, behavior)
                    : base.ExecuteReader(behavior);
            }
            catch (SqliteException)
            {
                _writer._hasFailed = true;
                throw;
            }
        }
    }

    /// <summary>A prepared statement, or several in one text.</summary>
    private sealed class Statement(string text, SqliteWriter writer) : SqliteCommand(text, writer)
    {
        public bool IsRunning => DataReader is not null;

        public SqliteDataReader Run(SqliteCommand command, CommandBehavior behavior)
        {
            Parameters.Clear();
            foreach (SqliteParameter parameter in command.Parameters)
            {
                Parameters.Add(parameter);
            }

            Transaction = command.Transaction;
            CommandTimeout = command.CommandTimeout;
            return ExecuteReader(behavior);
        }
    }
}
