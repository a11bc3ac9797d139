using System.Data.Common;
using Dapper;
using ImageOrleans.Contracts;

namespace ImageOrleans.Storage.Database;

/// <summary>The tables of products and images, filled one segment at a time.</summary>
/// <param name="database">The database.</param>
public sealed class SegmentTables(CatalogueDatabase database)
{
    // In seconds: what goes over millions of images takes its time.
    private const int WholeRequestTimeout = 300;

    /// <summary>
    /// Writes products and images of a segment, and what is known of the request, in one transaction. Rows that were written
    /// before are replaced, others are left alone.
    /// </summary>
    /// <param name="request">The request as it is with these rows done.</param>
    /// <param name="products">Rows of the segment in their order, all or those that are done.</param>
    /// <param name="cancellationToken">Ends the writing; then nothing is written.</param>
    /// <returns>A task that ends when all is written.</returns>
    public Task SaveAsync(RequestSnapshot request, IReadOnlyList<ProductRecord> products, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(
                    RequestTable.Upsert, RequestTable.ToRow(request, outputFile: null), transaction, cancellationToken: cancellationToken));
                foreach (var (first, last) in Runs(products))
                {
                    await connection.ExecuteAsync(new CommandDefinition(
                        "DELETE FROM product WHERE request_id = @Id AND row_index BETWEEN @first AND @last",
                        new { request.Id, first, last },
                        transaction,
                        cancellationToken: cancellationToken));
                }

                var segment = new SegmentRows(request.Id, products);
                if (database.Provider == DatabaseProvider.Sqlite)
                {
                    SqliteSegmentWriter.Write(connection, transaction, segment);
                }
                else
                {
                    await PostgresSegmentWriter.WriteAsync(connection, transaction, segment, cancellationToken);
                }

                return products.Count;
            },
            cancellationToken);

    /// <summary>Looks up what a request knows of URLs from the segments that are written.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="urls">Input URLs.</param>
    /// <param name="withFailures">Whether failures count as known, or are to be tried again.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The outcomes of those that are known.</returns>
    public Task<IReadOnlyDictionary<string, ImageOutcome>> FindKnownAsync(
        Guid requestId, IReadOnlyCollection<string> urls, bool withFailures, CancellationToken cancellationToken)
    {
        var wanted = urls.ToDictionary(url => UrlHash.Compute(requestId, url), url => url);
        return wanted.Count == 0
            ? Task.FromResult<IReadOnlyDictionary<string, ImageOutcome>>(new Dictionary<string, ImageOutcome>(StringComparer.Ordinal))
            : database.ReadAsync(connection => FindKnownAsync(connection, wanted, withFailures, cancellationToken), cancellationToken);
    }

    /// <summary>Lists rows of a request that are written, in their order.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="status">Only those with this status; null for all.</param>
    /// <param name="offset">How many to skip, 0 or more.</param>
    /// <param name="limit">How many at the most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows with their images.</returns>
    public Task<IReadOnlyList<ProductRecord>> ListAsync(
        Guid requestId, ProductStatus? status, int offset, int limit, CancellationToken cancellationToken) =>
        ListAsync(requestId, status is { } one ? [one] : [], offset, limit, cancellationToken);

    /// <summary>Lists rows of a request that are written, in their order.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="statuses">Only those with one of these; none for all.</param>
    /// <param name="offset">How many to skip, 0 or more.</param>
    /// <param name="limit">How many at the most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows with their images.</returns>
    public Task<IReadOnlyList<ProductRecord>> ListAsync(
        Guid requestId, IReadOnlyCollection<ProductStatus> statuses, int offset, int limit, CancellationToken cancellationToken) =>
        QueryAsync(
            $"""
            SELECT * FROM product WHERE request_id = @requestId {ConditionOf(statuses)}
            ORDER BY row_index LIMIT @limit OFFSET @offset
            """,
            new { requestId, limit, offset },
            cancellationToken);

    /// <summary>Lists rows that are written and have a failed image or are not valid, in their order.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="fromRow">The lowest row index.</param>
    /// <param name="limit">How many at the most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows with all their images.</returns>
    public Task<IReadOnlyList<ProductRecord>> ListUnsuccessfulAsync(
        Guid requestId, int fromRow, int limit, CancellationToken cancellationToken) => QueryAsync(
            """
            SELECT * FROM product
            WHERE request_id = @requestId AND status <> 'Succeeded' AND row_index >= @fromRow
            ORDER BY row_index LIMIT @limit
            """,
            new { requestId, fromRow, limit },
            cancellationToken);

    /// <summary>Lists consecutive rows that are written.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="firstRow">The lowest row index.</param>
    /// <param name="lastRow">The highest row index.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows with their images, in their order.</returns>
    public Task<IReadOnlyList<ProductRecord>> ListRangeAsync(
        Guid requestId, int firstRow, int lastRow, CancellationToken cancellationToken) => QueryAsync(
            "SELECT * FROM product WHERE request_id = @requestId AND row_index BETWEEN @firstRow AND @lastRow",
            new { requestId, firstRow, lastRow },
            cancellationToken);

    /// <summary>Finds the commonest reason for which images of a request failed; a row that is not valid counts as one.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The reason; null when nothing failed.</returns>
    public Task<FailureReason?> FindCommonestFailureAsync(Guid requestId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QueryFirstOrDefaultAsync<FailureReason?>(new CommandDefinition(
            $"""
            SELECT coalesce(min(product.error_message), min(image.error_message)) AS Message, CAST(count(*) AS bigint) AS Count
            FROM product LEFT JOIN image ON image.product_id = product.id
            WHERE product.request_id = @requestId AND product.status <> 'Succeeded' AND (image.id IS NULL OR image.status = 'Failed')
            GROUP BY coalesce(image.error_code, '{FailureCodes.InvalidRow}')
            ORDER BY count(*) DESC, coalesce(image.error_code, '{FailureCodes.InvalidRow}') LIMIT 1
            """,
            new { requestId },
            commandTimeout: WholeRequestTimeout,
            cancellationToken: cancellationToken)),
        cancellationToken);

    /// <summary>Lists the segments that have a failed image in a valid row.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="rowsPerSegment">The number of rows in a segment.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The segments in their order.</returns>
    public Task<IReadOnlyList<int>> ListSegmentsWithFailuresAsync(Guid requestId, int rowsPerSegment, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<int>>(
            async connection => (await connection.QueryAsync<int>(new CommandDefinition(
                """
                SELECT DISTINCT row_index / @rowsPerSegment AS segment FROM product
                WHERE request_id = @requestId AND status <> 'Succeeded' AND error_message IS NULL
                ORDER BY segment
                """,
                new { requestId, rowsPerSegment },
                commandTimeout: WholeRequestTimeout,
                cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    /// <summary>Counts rows of a request that are written.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="status">Only those with this status; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>How many there are.</returns>
    public Task<int> CountAsync(Guid requestId, ProductStatus? status, CancellationToken cancellationToken) =>
        CountAsync(requestId, status is { } one ? [one] : [], cancellationToken);

    /// <summary>Counts rows of a request that are written.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="statuses">Only those with one of these; none for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>How many there are.</returns>
    public Task<int> CountAsync(
        Guid requestId, IReadOnlyCollection<ProductStatus> statuses, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"SELECT count(*) FROM product WHERE request_id = @requestId {ConditionOf(statuses)}",
            new { requestId },
            cancellationToken: cancellationToken)),
        cancellationToken);

    /// <summary>Sums up the rows of a request that are written, and their images.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="withoutSegments">Segments that do not count.</param>
    /// <param name="rowsPerSegment">The number of rows in a segment.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The counts.</returns>
    public Task<RequestProgress> SumAsync(
        Guid requestId, IReadOnlyCollection<int> withoutSegments, int rowsPerSegment, CancellationToken cancellationToken)
    {
        var (condition, segments) = (database.Provider, withoutSegments.Count) switch
        {
            (_, 0) => ("", ""),
            (DatabaseProvider.Sqlite, _) =>
                ("AND row_index / @rowsPerSegment NOT IN (SELECT value FROM json_each(@segments))", $"[{string.Join(',', withoutSegments)}]"),
            _ => ("AND row_index / @rowsPerSegment <> ALL (@segments)", (object)withoutSegments.ToArray()),
        };
        return database.ReadAsync(
            connection => connection.QuerySingleAsync<RequestProgress>(new CommandDefinition(
                $"""
                WITH counted AS (SELECT id, status FROM product WHERE request_id = @requestId {condition})
                SELECT
                  CAST((SELECT count(*) FROM counted) AS integer) AS RowsDone,
                  CAST((SELECT count(*) FROM counted WHERE status <> 'Succeeded') AS integer) AS RowsFailed,
                  count(CASE WHEN i.status = 'Compressed' THEN 1 END) AS ImagesCompressed,
                  count(CASE WHEN i.status = 'KeptOriginal' THEN 1 END) AS ImagesKept,
                  count(CASE WHEN i.status = 'Failed' THEN 1 END) AS ImagesFailed,
                  CAST(coalesce(sum(CASE WHEN i.status <> 'Failed' THEN i.bytes_in END), 0) AS bigint) AS BytesIn,
                  CAST(coalesce(sum(CASE WHEN i.status <> 'Failed' THEN i.bytes_out END), 0) AS bigint) AS BytesOut
                FROM counted JOIN image AS i ON i.product_id = counted.id
                """,
                new { requestId, segments, rowsPerSegment },
                commandTimeout: WholeRequestTimeout,
                cancellationToken: cancellationToken)),
            cancellationToken);
    }

    // The first and the last row of each run without a gap: of a whole segment there is one.
    private static IEnumerable<(int First, int Last)> Runs(IReadOnlyList<ProductRecord> products)
    {
        var first = products[0].RowIndex;
        for (var i = 1; i <= products.Count; i++)
        {
            var last = products[i - 1].RowIndex;
            if (i == products.Count || products[i].RowIndex != last + 1)
            {
                yield return (first, last);
                first = i < products.Count ? products[i].RowIndex : first;
            }
        }
    }

    // The literals let the partial index serve.
    private static string ConditionOf(IReadOnlyCollection<ProductStatus> statuses)
    {
        if (statuses.Count == 0)
        {
            return "";
        }

        var condition = $"AND status IN ({string.Join(", ", statuses.Select(status => $"'{status}'"))})";
        return statuses.Contains(ProductStatus.Succeeded) ? condition : $"{condition} AND status <> 'Succeeded'";
    }

    private async Task<IReadOnlyDictionary<string, ImageOutcome>> FindKnownAsync(
        DbConnection connection, Dictionary<long, string> wanted, bool withFailures, CancellationToken cancellationToken)
    {
        // One image for each URL is enough, however many segments have it.
        var (sql, hashes) = database.Provider == DatabaseProvider.Sqlite
            ? ($"""
                SELECT {ImageRow.Columns} FROM json_each(@hashes) AS wanted
                JOIN image ON image.id = (SELECT i.id FROM image AS i WHERE i.url_hash = wanted.value ORDER BY i.id DESC LIMIT 1)
                """, $"[{string.Join(',', wanted.Keys)}]")
            : ($"""
                SELECT {ImageRow.Columns} FROM unnest(@hashes) AS wanted (value)
                CROSS JOIN LATERAL (SELECT * FROM image AS i WHERE i.url_hash = wanted.value ORDER BY i.id DESC LIMIT 1) AS image
                """, (object)wanted.Keys.ToArray());
        var known = new Dictionary<string, ImageOutcome>(StringComparer.Ordinal);
        var rows = await connection.QueryAsync<ImageRow>(new CommandDefinition(sql, new { hashes }, cancellationToken: cancellationToken));
        foreach (var row in rows)
        {
            var outcome = row.ToOutcome();
            if (wanted[row.UrlHash!.Value] == row.InputUrl && (withFailures || outcome.Status != ImageStatus.Failed))
            {
                known[row.InputUrl] = outcome;
            }
        }

        return known;
    }

    private Task<IReadOnlyList<ProductRecord>> QueryAsync(string products, object parameters, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ProductRecord>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<ProductRow>(new CommandDefinition(
                    $"""
                    SELECT p.row_index AS RowIndex, p.serial_number AS SerialNumber, p.name AS Name, p.status AS ProductStatus,
                      p.error_message AS RowErrorMessage, {ImageRow.Columns}
                    FROM ({products}) AS p LEFT JOIN image ON image.product_id = p.id
                    ORDER BY p.row_index, image.position
                    """,
                    parameters,
                    cancellationToken: cancellationToken));
                return [.. rows.GroupBy(row => row.RowIndex).Select(ProductRow.ToRecord)];
            },
            cancellationToken);
}
