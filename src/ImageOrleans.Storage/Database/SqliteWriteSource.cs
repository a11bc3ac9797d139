using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ImageOrleans.Storage.Database;

/// <summary>
/// The one connection that writes to a SQLite file in WAL mode. SQLite has one writer at a time, whom its driver waits for by
/// sleeping on the caller's thread. Here those who write wait for each other without a thread, and get their turns in order. As it
/// stays open from turn to turn, it keeps what it has read and the statements that it has prepared. What it does blocks its caller, as
/// all of the driver does: that should not be a grain in its turn.
/// </summary>
internal sealed class SqliteWriteSource(string connectionString) : DbDataSource
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteWriter? _writer;
    private bool _isDisposed;

    public override string ConnectionString => connectionString;

    /// <summary>Makes a connection that takes its turn when it is opened, and ends it when it is closed.</summary>
    protected override DbConnection CreateDbConnection() => new Turn(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _turn.Wait();
            CloseInTurn();
        }

        base.Dispose(disposing);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        CloseInTurn();
        await base.DisposeAsyncCore().ConfigureAwait(false);
    }

    // Who waits for a turn still gets it, and is refused then: the semaphore itself holds nothing that needs disposing.
    private void CloseInTurn()
    {
        _isDisposed = true;
        try
        {
            _writer?.Dispose();
        }
        finally
        {
            _writer = null;
            _turn.Release();
        }
    }

    private SqliteWriter Begin()
    {
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _writer ??= SqliteWriter.Open(connectionString);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    private void End(SqliteWriter writer)
    {
        _writer = null;
        try
        {
            if (writer.TryReset())
            {
                _writer = writer;
            }
            else
            {
                writer.Dispose();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private sealed class Turn(SqliteWriteSource source) : SqliteConnection(source.ConnectionString)
    {
        private readonly List<SqliteCommand> _commands = [];
        private SqliteWriter? _writer;

        public override ConnectionState State => _writer is null ? ConnectionState.Closed : ConnectionState.Open;

        public override sqlite3? Handle => _writer?.Handle;

        protected override SqliteTransaction? Transaction
        {
            get => Writer.CurrentTransaction;
            set => throw new NotSupportedException("A transaction is begun by BeginTransaction.");
        }

        private SqliteWriter Writer => _writer ?? throw new InvalidOperationException("The connection is not open.");

        public override void Open()
        {
            if (_writer is null)
            {
                source._turn.Wait();
                _writer = source.Begin();
            }
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            if (_writer is not null)
            {
                return;
            }

            // Who goes on without a context, as Orleans' grain storage does, does what follows on a thread of the pool, as a rule.
            var isOnPool = TaskScheduler.Current == TaskScheduler.Default;
            await source._turn.WaitAsync(cancellationToken)
                .ConfigureAwait(isOnPool ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.ForceYielding);
            _writer = source.Begin();
        }

        public override void Close()
        {
            if (_writer is not { } writer)
            {
                return;
            }

            _writer = null;
            try
            {
                foreach (var command in _commands)
                {
                    command.Dispose();
                    command.Connection = null;
                }
            }
            finally
            {
                source.End(writer);
            }
        }

        public override SqliteCommand CreateCommand()
        {
            var command = Writer.CreateCommand();
            _commands.Add(command);
            return command;
        }

        public override SqliteTransaction BeginTransaction(IsolationLevel isolationLevel, bool deferred) =>
            Writer.BeginTransaction(isolationLevel, deferred);
    }
}
