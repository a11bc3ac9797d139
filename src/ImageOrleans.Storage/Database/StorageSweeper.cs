using Dapper;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Storage.Database;

/// <summary>
/// Finds what nobody looks at again, and removes it: images that lost their last request while another one may have used them,
/// grain state that was written behind a removal by a silo that died.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="images">The images.</param>
/// <param name="time">The time of day.</param>
public sealed class StorageSweeper(CatalogueDatabase database, ImageStore images, TimeProvider time)
{
    // Looked at in one transaction: others get their turn in between.
    private const int AtOnce = 256;

    // An upload may be about to become a request that uses it.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private readonly UnusedImages _unused = new(database, images, time);

    /// <summary>Removes stored images that no request refers to, and that none under way may be using.</summary>
    /// <param name="cancellationToken">Ends the removal between two steps.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="IOException">A folder can't be read, or a file not be removed.</exception>
    public async Task<int> RemoveUnusedImagesAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var chunk in images.ListUnused(time.GetUtcNow() - Grace).Select(Convert.FromHexString).Chunk(AtOnce))
        {
            removed += await database.WriteAsync(
                async (connection, transaction) =>
                {
                    await RemovalLock.ExcludeAsync(database, connection, transaction, cancellationToken);
                    return await _unused.RemoveAsync(chunk, exceptRequest: null, connection, transaction, cancellationToken);
                },
                cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    /// <summary>Removes the grain state of products and webhooks whose request is gone.</summary>
    /// <param name="cancellationToken">Ends the removal between two requests.</param>
    /// <returns>How many states were removed.</returns>
    public async Task<int> RemoveOrphanedStateAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        var next = await NextKeyAsync(after: null, cancellationToken).ConfigureAwait(false);
        while (next is { } key)
        {
            if (!await HasRequestAsync(key, cancellationToken).ConfigureAwait(false))
            {
                removed += await RemoveOrphanedStateAsync(key, cancellationToken).ConfigureAwait(false);
            }

            next = await NextKeyAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    // From key to key through the index, not through the states: a request has up to millions.
    private Task<(long N1, long N0)?> NextKeyAsync(
        (long N1, long N0)? after, CancellationToken cancellationToken) => database.ReadAsync<(long, long)?>(
        async connection =>
        {
            var found = await connection.QueryAsync<(long, long)>(new CommandDefinition(
                $"""
                SELECT GrainIdN1, GrainIdN0 FROM OrleansStorage {(after is null ? "" : "WHERE (GrainIdN1, GrainIdN0) > (@N1, @N0)")}
                ORDER BY GrainIdN1, GrainIdN0 LIMIT 1
                """,
                new { after.GetValueOrDefault().N1, after.GetValueOrDefault().N0 },
                cancellationToken: cancellationToken));
            return found.Select(key => ((long, long)?)key).SingleOrDefault();
        },
        cancellationToken);

    private Task<bool> HasRequestAsync((long N1, long N0) key, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM csv_request WHERE id = @id)",
            new { id = GrainStateKey.Join(key.N0, key.N1) },
            cancellationToken: cancellationToken)),
        cancellationToken);

    private Task<int> RemoveOrphanedStateAsync((long N1, long N0) key, CancellationToken cancellationToken)
    {
        var parameters = new { key.N1, key.N0, id = GrainStateKey.Join(key.N0, key.N1) };
        return database.WriteAsync(
            async (connection, transaction) =>
            {
                // A request that begins has a row before it has products.
                await RemovalLock.ExcludeAsync(database, connection, transaction, cancellationToken);
                return await connection.ExecuteAsync(new CommandDefinition(
                    """
                    DELETE FROM OrleansStorage
                    WHERE GrainIdN1 = @N1 AND GrainIdN0 = @N0 AND GrainTypeString IN ('product', 'webhook')
                      AND NOT EXISTS (SELECT 1 FROM csv_request WHERE id = @id)
                    """,
                    parameters,
                    transaction,
                    cancellationToken: cancellationToken));
            },
            cancellationToken);
    }
}
