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

    private const string AddressesInTables = """
        SELECT DISTINCT image.address FROM product JOIN image ON image.product_id = product.id
        WHERE product.request_id = @requestId AND product.row_index BETWEEN @first AND @last AND image.address IS NOT NULL
        """;

    private const string StatesOfRows = """
        GrainIdN1 = @n1 AND GrainIdN0 = @n0 AND GrainTypeString = 'product' AND GrainIdExtensionString BETWEEN @firstKey AND @lastKey
        """;

    // What is done and not in the tables yet, only the products know.
    private const string StatesBesideTables = $"""
        SELECT PayloadBinary FROM OrleansStorage
        WHERE {StatesOfRows} AND PayloadBinary IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM product WHERE product.request_id = @requestId AND product.row_index = CAST(GrainIdExtensionString AS integer))
        """;

    private readonly UnusedImages _unused = new(database, images, time);

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
            var (n0, n1) = GrainStateKey.Halves(requestId);
            var rows = new { requestId, first, last, n0, n1, firstKey = ProductKey.Extension(first), lastKey = ProductKey.Extension(last) };
            var addresses = (await connection.QueryAsync<byte[]>(Command(AddressesInTables))).ToList();
            var states = await connection.QueryAsync<byte[]>(Command(StatesBesideTables));
            addresses.AddRange(states.SelectMany(ProductStateAddresses.Of));
            await connection.ExecuteAsync(Command("DELETE FROM product WHERE request_id = @requestId AND row_index BETWEEN @first AND @last"));
            await connection.ExecuteAsync(Command($"DELETE FROM OrleansStorage WHERE {StatesOfRows}"));

            // Inside the transaction: a request that begins now waits for its end. Should the transaction fail after all,
            // only rows that are to be removed too are without their images.
            return await _unused.RemoveAsync(addresses, requestId, connection, transaction, cancellationToken);

            CommandDefinition Command(string sql) => new(sql, rows, transaction, cancellationToken: cancellationToken);
        },
        cancellationToken);
}
