using System.Data.Common;
using Dapper;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Storage.Database;

/// <summary>Removes what a request consists of: rows, grain state of its products, files, and the images that nobody else needs.</summary>
/// <param name="database">The database.</param>
/// <param name="objects">The files.</param>
/// <param name="images">The images.</param>
/// <param name="time">The time of day.</param>
public sealed class RequestRemover(CatalogueDatabase database, ObjectStore objects, ImageStore images, TimeProvider time)
{
    // Rows removed in one transaction: others get their turn in between.
    private const int RowsAtOnce = 1024;

    // Images are marked as in use every ten minutes at the most.
    private static readonly TimeSpan MarkMargin = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Removes all of a request but its row in the table of requests, which tells what is to be removed: remove that last.
    /// Interrupted, it can be called again. The request must not be worked on meanwhile.
    /// </summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="cancellationToken">Ends the removal between two steps.</param>
    /// <returns>A task that ends when nothing is left but the row.</returns>
    public async Task RemoveAsync(Guid requestId, CancellationToken cancellationToken)
    {
        var rowCount = await CountRowsAsync(requestId, cancellationToken).ConfigureAwait(false);
        for (var first = 0; first < rowCount; first += RowsAtOnce)
        {
            await RemoveRowsAsync(requestId, first, first + RowsAtOnce - 1, cancellationToken).ConfigureAwait(false);
        }

        await Task.Run(() => objects.DeleteFolder(new RequestFiles(requestId).Folder), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the grain state of a request's webhook, for the case that the grain itself can't read it.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="cancellationToken">Ends the removal.</param>
    /// <returns>A task that ends when it is gone.</returns>
    public Task RemoveWebhookStateAsync(Guid requestId, CancellationToken cancellationToken)
    {
        var (n0, n1) = GrainStateKey.Halves(requestId);
        return database.WriteAsync(
            connection => connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM OrleansStorage WHERE GrainIdN1 = @n1 AND GrainIdN0 = @n0 AND GrainTypeString = 'webhook'",
                new { n0, n1 },
                cancellationToken: cancellationToken)),
            cancellationToken);
    }

    private Task<int> CountRowsAsync(Guid requestId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT row_count FROM csv_request WHERE id = @requestId", new { requestId }, cancellationToken: cancellationToken)),
        cancellationToken);

    private Task<int> RemoveRowsAsync(Guid requestId, int first, int last, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await RemovalLock.ExcludeAsync(database, connection, transaction, cancellationToken);
            var rows = new { requestId, first, last };
            var addresses = (await connection.QueryAsync<byte[]>(Command(
                """
                SELECT DISTINCT image.address FROM product JOIN image ON image.product_id = product.id
                WHERE product.request_id = @requestId AND product.row_index BETWEEN @first AND @last AND image.address IS NOT NULL
                """,
                rows))).AsList();
            await connection.ExecuteAsync(Command(
                "DELETE FROM product WHERE request_id = @requestId AND row_index BETWEEN @first AND @last", rows));
            var (n0, n1) = GrainStateKey.Halves(requestId);
            await connection.ExecuteAsync(Command(
                """
                DELETE FROM OrleansStorage
                WHERE GrainIdN1 = @n1 AND GrainIdN0 = @n0 AND GrainTypeString = 'product'
                  AND GrainIdExtensionString BETWEEN @firstKey AND @lastKey
                """,
                new { n0, n1, firstKey = ProductKey.Extension(first), lastKey = ProductKey.Extension(last) }));

            // Inside the transaction: a request that begins now waits for its end. Should the transaction fail after all,
            // only rows that are to be removed too are without their images.
            var unusedSince = await UnusedSinceAsync(requestId, connection, transaction, cancellationToken);
            foreach (var address in await WhereUnreferencedAsync(addresses, connection, transaction, cancellationToken))
            {
                images.DeleteUnused(Convert.ToHexStringLower(address), unusedSince);
            }

            return addresses.Count;

            CommandDefinition Command(string sql, object parameters) => new(sql, parameters, transaction, cancellationToken: cancellationToken);
        },
        cancellationToken);

    // An unfinished request may use an image and not have written it down yet. It marks what it uses.
    private async Task<DateTimeOffset> UnusedSinceAsync(
        Guid requestId, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var oldest = await connection.QueryAsync<DateTimeOffset>(new CommandDefinition(
            """
            SELECT created_at FROM csv_request
            WHERE status IN ('Pending', 'Processing') AND id <> @requestId
            ORDER BY created_at LIMIT 1
            """,
            new { requestId },
            transaction,
            cancellationToken: cancellationToken));
        return oldest.Select(created => created - MarkMargin).DefaultIfEmpty(time.GetUtcNow() + MarkMargin).Single();
    }

    private async Task<IReadOnlyList<byte[]>> WhereUnreferencedAsync(
        List<byte[]> addresses, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
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
