using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ImageOrleans.Storage.Database;

/// <summary>
/// Connections to a SQLite file in WAL mode. SQLite has one writer at a time; its driver waits for its turn by sleeping on
/// the caller's thread. Here those who write wait for each other without a thread, and get their turns in order.
/// </summary>
internal sealed class SqliteDataSource(string connectionString, bool oneAtATime) : DbDataSource
{
    private readonly SemaphoreSlim? _turn = oneAtATime ? new SemaphoreSlim(1, 1) : null;

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new TurnTakingConnection(connectionString, _turn);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Pooled connections keep the file open, and its WAL beside it.
            using var connection = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(connection);
            _turn?.Dispose();
        }

        base.Dispose(disposing);
    }

    protected override ValueTask DisposeAsyncCore()
    {
        Dispose(disposing: true);
        return base.DisposeAsyncCore();
    }

    /// <summary>Holds the turn from its opening to its closing.</summary>
    private sealed class TurnTakingConnection(string connectionString, SemaphoreSlim? turn) : SqliteConnection(connectionString)
    {
        private bool _holdsTurn;

        public override void Open()
        {
            turn?.Wait();
            OpenInTurn();
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            if (turn is not null)
            {
                await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            // The driver's asynchronous methods block their caller. Who goes on without a context, as Orleans' grain storage
            // does, does all that follows on this thread of the pool, and leaves those of the grains alone.
            await Task.Run(OpenInTurn, CancellationToken.None).ConfigureAwait(false);
        }

        public override void Close()
        {
            base.Close();
            if (_holdsTurn)
            {
                _holdsTurn = false;
                turn!.Release();
            }
        }

        [SuppressMessage("Usage", "CA2215:Dispose methods should call base class dispose", Justification = "It does, by Close.")]
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                Close();
            }

            base.Dispose(disposing);
        }

        private void OpenInTurn()
        {
            _holdsTurn = turn is not null;
            try
            {
                base.Open();

                // Settings of the connection, not of the file. In WAL mode NORMAL loses no transaction when the process
                // ends, and never the file's consistency (https://www.sqlite.org/pragma.html#pragma_synchronous).
                using var command = CreateCommand();
                command.CommandText = "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";
                command.ExecuteNonQuery();
            }
            catch
            {
                Close();
                throw;
            }
        }
    }
}
