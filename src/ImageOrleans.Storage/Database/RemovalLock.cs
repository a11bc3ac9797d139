using System.Data.Common;
using Dapper;

namespace ImageOrleans.Storage.Database;

/// <summary>
/// Keeps the removal of images and the beginning of requests apart: who removes sees either that a request has begun, and
/// leaves alone what it may use; or the request begins when the removal is over, and finds no image that is about to go.
/// It is held to the end of the transaction. In SQLite every transaction that writes excludes all others anyway.
/// </summary>
internal static class RemovalLock
{
    // Any number, the same in every process.
    private const long Key = 0x496D5265;

    public static Task ShareAsync(
        CatalogueDatabase database, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        TakeAsync("SELECT pg_advisory_xact_lock_shared(@Key)", database, connection, transaction, cancellationToken);

    public static Task ExcludeAsync(
        CatalogueDatabase database, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        TakeAsync("SELECT pg_advisory_xact_lock(@Key)", database, connection, transaction, cancellationToken);

    private static Task TakeAsync(
        string sql, CatalogueDatabase database, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        database.Provider == DatabaseProvider.Sqlite
            ? Task.CompletedTask
            : connection.ExecuteAsync(new CommandDefinition(sql, new { Key }, transaction, cancellationToken: cancellationToken));
}
