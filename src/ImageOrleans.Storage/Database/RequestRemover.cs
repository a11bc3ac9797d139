using Dapper;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Storage.Database;

/// <summary>Removes all that is left of a request: rows, grain state, files, and the images that nobody else needs.</summary>
/// <param name="database">The database.</param>
/// <param name="objects">The files.</param>
/// <param name="images">The images.</param>
public sealed class RequestRemover(CatalogueDatabase database, ObjectStore objects, ImageStore images)
{
    // Rows removed in one transaction: others get their turn in between.
    private const int RowsAtOnce = 1024;

    /// <summary>Removes a request. Interrupted, it can be called again. The request must not be worked on meanwhile.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="rowCount">The number of its rows.</param>
    /// <param name="cancellationToken">Ends the removal between two steps.</param>
    /// <returns>A task that ends when nothing is left.</returns>
    public async Task RemoveAsync(Guid requestId, int rowCount, CancellationToken cancellationToken)
    {
        var unusedSince = await OldestUnfinishedAsync(requestId, cancellationToken);
        for (var first = 0; first < rowCount; first += RowsAtOnce)
        {
            var addresses = await RemoveRowsAsync(requestId, first, first + RowsAtOnce - 1, cancellationToken);
            foreach (var address in addresses)
            {
                images.DeleteUnused(Convert.ToHexStringLower(address), unusedSince);
            }
        }

        objects.DeleteFolder(new RequestFiles(requestId).Folder);
        var connection = await database.Writes.OpenConnectionAsync(cancellationToken);
        await using (connection.ConfigureAwait(false))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM csv_request WHERE id = @requestId", new { requestId }, cancellationToken: cancellationToken));
        }
    }

    // An unfinished request may use an image and not have written it down yet. It marks what it uses.
    private async Task<DateTimeOffset> OldestUnfinishedAsync(Guid requestId, CancellationToken cancellationToken)
    {
        var connection = await database.Reads.OpenConnectionAsync(cancellationToken);
        await using (connection.ConfigureAwait(false))
        {
            var oldest = await connection.QueryAsync<DateTimeOffset>(new CommandDefinition(
                """
                SELECT created_at FROM csv_request
                WHERE status IN ('Pending', 'Processing') AND id <> @requestId
                ORDER BY created_at LIMIT 1
                """,
                new { requestId },
                cancellationToken: cancellationToken));

            // Images are marked every ten minutes at the most.
            return oldest.Select(created => created - TimeSpan.FromMinutes(15)).DefaultIfEmpty(DateTimeOffset.MaxValue).Single();
        }
    }

    private async Task<IReadOnlyList<byte[]>> RemoveRowsAsync(Guid requestId, int first, int last, CancellationToken cancellationToken)
    {
        var (n0, n1) = GrainStateKey.Halves(requestId);
        var connection = await database.Writes.OpenConnectionAsync(cancellationToken);
        await using (connection.ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (transaction.ConfigureAwait(false))
            {
                var rows = new { requestId, first, last };
                var addresses = (await connection.QueryAsync<byte[]>(new CommandDefinition(
                    """
                    SELECT DISTINCT image.address FROM product JOIN image ON image.product_id = product.id
                    WHERE product.request_id = @requestId AND product.row_index BETWEEN @first AND @last AND image.address IS NOT NULL
                    """,
                    rows,
                    transaction,
                    cancellationToken: cancellationToken))).AsList();
                await connection.ExecuteAsync(new CommandDefinition(
                    "DELETE FROM product WHERE request_id = @requestId AND row_index BETWEEN @first AND @last",
                    rows,
                    transaction,
                    cancellationToken: cancellationToken));
                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    DELETE FROM OrleansStorage
                    WHERE GrainIdN1 = @n1 AND GrainIdN0 = @n0 AND GrainTypeString = 'product'
                      AND GrainIdExtensionString BETWEEN @firstKey AND @lastKey
                    """,
                    new { n0, n1, firstKey = ProductKey.Extension(first), lastKey = ProductKey.Extension(last) },
                    transaction,
                    cancellationToken: cancellationToken));

                // Which of them nobody refers to any more, this request included.
                var unreferenced = new List<byte[]>();
                foreach (var address in addresses)
                {
                    var references = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                        "SELECT count(*) FROM (SELECT 1 FROM image WHERE address = @address AND url_hash IS NOT NULL LIMIT 1) AS one",
                        new { address },
                        transaction,
                        cancellationToken: cancellationToken));
                    if (references == 0)
                    {
                        unreferenced.Add(address);
                    }
                }

                await transaction.CommitAsync(cancellationToken);
                return unreferenced;
            }
        }
    }
}
