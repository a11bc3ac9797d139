using System.Data.Common;
using Dapper;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Storage.Database;

/// <summary>Removes stored images that no request needs any more.</summary>
/// <param name="database">The database.</param>
/// <param name="images">The images.</param>
/// <param name="time">The time of day.</param>
internal sealed class UnusedImages(CatalogueDatabase database, ImageStore images, TimeProvider time)
{
    // Images are marked as in use every ten minutes at the most.
    private static readonly TimeSpan MarkMargin = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Removes those of some images that no table refers to and no request under way may be using. Hold the
    /// <see cref="RemovalLock"/>: no request must begin meanwhile.
    /// </summary>
    /// <param name="addresses">The images' addresses.</param>
    /// <param name="exceptRequest">A request that does not count, as it is being removed; null for none.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">Its transaction.</param>
    /// <param name="cancellationToken">Ends the removal between two images.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveAsync(
        IReadOnlyList<byte[]> addresses, Guid? exceptRequest, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (addresses.Count == 0)
        {
            return 0;
        }

        var unusedSince = await UnusedSinceAsync(exceptRequest, connection, transaction, cancellationToken);
        var unreferenced = await WhereUnreferencedAsync(addresses, connection, transaction, cancellationToken);
        return unreferenced.Count(address => images.DeleteUnused(Convert.ToHexStringLower(address), unusedSince));
    }

    // An unfinished request may use an image and not have written it down yet. It marks what it uses.
    private async Task<DateTimeOffset> UnusedSinceAsync(
        Guid? exceptRequest, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var oldest = await connection.QueryAsync<DateTimeOffset>(new CommandDefinition(
            """
            SELECT created_at FROM csv_request
            WHERE status IN ('Pending', 'Processing') AND id <> @except
            ORDER BY created_at LIMIT 1
            """,
            new { except = exceptRequest ?? Guid.Empty },
            transaction,
            cancellationToken: cancellationToken));
        return oldest.Select(created => created - MarkMargin).DefaultIfEmpty(time.GetUtcNow() + MarkMargin).Single();
    }

    private async Task<IReadOnlyList<byte[]>> WhereUnreferencedAsync(
        IReadOnlyList<byte[]> addresses, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (database.Provider == DatabaseProvider.Postgres)
        {
            return (await connection.QueryAsync<byte[]>(new CommandDefinition(
                """
                SELECT wanted.address FROM unnest(@addresses) AS wanted (address)
                WHERE NOT EXISTS (SELECT 1 FROM image WHERE image.address = wanted.address AND image.url_hash IS NOT NULL)
                """,
                new { addresses = addresses.ToArray() },
                transaction,
                cancellationToken: cancellationToken))).AsList();
        }

        var unreferenced = new List<byte[]>();
        foreach (var address in addresses)
        {
            var isReferenced = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "SELECT EXISTS (SELECT 1 FROM image WHERE address = @address AND url_hash IS NOT NULL)",
                new { address },
                transaction,
                cancellationToken: cancellationToken));
            if (!isReferenced)
            {
                unreferenced.Add(address);
            }
        }

        return unreferenced;
    }
}
