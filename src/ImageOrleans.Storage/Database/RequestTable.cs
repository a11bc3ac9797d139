using System.Text.Json;
using Dapper;
using ImageOrleans.Contracts;

namespace ImageOrleans.Storage.Database;

/// <summary>The table of requests: answers lists and look-ups without waking a grain.</summary>
/// <param name="database">The database.</param>
public sealed class RequestTable(CatalogueDatabase database)
{
    private const string Columns = """
        id AS Id, input_file AS InputFile, output_file AS OutputFile, status AS Status, status_reason AS StatusReason, settings AS Settings,
        webhook_url AS WebhookUrl, attempt AS Attempt, row_count AS RowCount, image_count AS ImageCount, rows_done AS RowsDone,
        rows_failed AS RowsFailed, images_compressed AS ImagesCompressed, images_kept AS ImagesKept, images_failed AS ImagesFailed, bytes_in AS BytesIn,
        bytes_out AS BytesOut, created_at AS CreatedAt, updated_at AS UpdatedAt, started_at AS StartedAt, finished_at AS FinishedAt
        """;

    internal const string Upsert = """
        INSERT INTO csv_request
          (id, input_file, output_file, status, status_reason, settings, webhook_url, attempt, row_count, image_count, rows_done,
           rows_failed, images_compressed, images_kept, images_failed, bytes_in, bytes_out, created_at, updated_at, started_at, finished_at)
        VALUES
          (@Id, @InputFile, @OutputFile, @Status, @StatusReason, @Settings, @WebhookUrl, @Attempt, @RowCount, @ImageCount, @RowsDone,
           @RowsFailed, @ImagesCompressed, @ImagesKept, @ImagesFailed, @BytesIn, @BytesOut, @CreatedAt, @UpdatedAt, @StartedAt, @FinishedAt)
        ON CONFLICT (id) DO UPDATE SET
          output_file = excluded.output_file, status = excluded.status, status_reason = excluded.status_reason,
          attempt = excluded.attempt, rows_done = excluded.rows_done, rows_failed = excluded.rows_failed, images_compressed = excluded.images_compressed,
          images_kept = excluded.images_kept, images_failed = excluded.images_failed, bytes_in = excluded.bytes_in,
          bytes_out = excluded.bytes_out, updated_at = excluded.updated_at, started_at = excluded.started_at,
          finished_at = excluded.finished_at
        """;

    // What else a row says: of a new request with the id of a removed one, nothing stays.
    private const string Replacement = """
        , input_file = excluded.input_file, settings = excluded.settings, webhook_url = excluded.webhook_url,
          row_count = excluded.row_count, image_count = excluded.image_count, created_at = excluded.created_at,
          webhook_status = NULL, deleted_at = NULL
        """;

    /// <summary>Writes what is known of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="outputFile">The key of its result; null while there is none.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when it is written.</returns>
    public Task SaveAsync(RequestSnapshot request, string? outputFile, CancellationToken cancellationToken) =>
        ExecuteAsync(Upsert, ToRow(request, outputFile), cancellationToken);

    /// <summary>
    /// Writes that work on a request begins, before it does. From here on nobody removes a stored image that the request
    /// uses; who removes images at this moment is waited for.
    /// </summary>
    /// <param name="request">The request, unfinished.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when it is written.</returns>
    public Task BeginAsync(RequestSnapshot request, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await RemovalLock.ShareAsync(database, connection, transaction, cancellationToken);
            return await connection.ExecuteAsync(new CommandDefinition(
                Upsert + Replacement, ToRow(request, outputFile: null), transaction, cancellationToken: cancellationToken));
        },
        cancellationToken);

    /// <summary>Looks a request up.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What was written last of it; null when there is none.</returns>
    public async Task<RequestSnapshot?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync($"SELECT {Columns} FROM csv_request WHERE id = @id AND deleted_at IS NULL", new { id }, cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <summary>Notes that a request is to be removed: from now on it is neither found nor listed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="time">When somebody asked for it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when it is written.</returns>
    public Task MarkDeletedAsync(Guid id, DateTimeOffset time, CancellationToken cancellationToken) =>
        ExecuteAsync("UPDATE csv_request SET deleted_at = @time WHERE id = @id", new { id, time }, cancellationToken);

    /// <summary>Whether a request is marked as to be removed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>False also where there is no such request.</returns>
    public async Task<bool> IsMarkedDeletedAsync(Guid id, CancellationToken cancellationToken) =>
        (await QueryIdsAsync("SELECT id FROM csv_request WHERE id = @id AND deleted_at IS NOT NULL", new { id }, cancellationToken)).Count > 0;

    /// <summary>Removes a request's row, and the products and images that are left of it. The row goes last: it tells what is to be removed.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when it is gone.</returns>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM csv_request WHERE id = @id", new { id }, cancellationToken);

    /// <summary>Notes how far the announcement of a request's end has come.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="status">How far; null when there is nothing to announce.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when it is written.</returns>
    public Task SaveWebhookStatusAsync(Guid id, WebhookStatus? status, CancellationToken cancellationToken) =>
        ExecuteAsync("UPDATE csv_request SET webhook_status = @Status WHERE id = @id", new { id, Status = status?.ToString() }, cancellationToken);

    /// <summary>Lists the requests whose end is still to be announced.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Their ids.</returns>
    public Task<IReadOnlyList<Guid>> ListPendingWebhooksAsync(CancellationToken cancellationToken) =>
        QueryIdsAsync("SELECT id FROM csv_request WHERE webhook_status = 'Pending' AND deleted_at IS NULL", parameters: null, cancellationToken);

    /// <summary>Lists requests, newest first.</summary>
    /// <param name="status">Only those with this status; null for all.</param>
    /// <param name="after">The last request of the page before; null for the first page.</param>
    /// <param name="limit">How many at the most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The requests.</returns>
    public Task<IReadOnlyList<RequestSnapshot>> ListAsync(
        RequestStatus? status, RequestCursor? after, int limit, CancellationToken cancellationToken)
    {
        var conditions = new List<string>(3) { "deleted_at IS NULL" };
        if (status is not null)
        {
            conditions.Add("status = @Status");
        }

        if (after is not null)
        {
            conditions.Add("(created_at, id) < (@CreatedAt, @Id)");
        }

        return QueryAsync(
            $"SELECT {Columns} FROM csv_request WHERE {string.Join(" AND ", conditions)} ORDER BY created_at DESC, id DESC LIMIT @limit",
            new { Status = status?.ToString(), after?.CreatedAt, after?.Id, limit },
            cancellationToken);
    }

    /// <summary>Lists the requests that somebody has to go on with.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Their ids, oldest first.</returns>
    public Task<IReadOnlyList<Guid>> ListUnfinishedAsync(CancellationToken cancellationToken) => QueryIdsAsync(
        "SELECT id FROM csv_request WHERE status IN ('Pending', 'Processing') OR deleted_at IS NOT NULL ORDER BY created_at, id",
        parameters: null,
        cancellationToken);

    /// <summary>Lists requests that came to their end before some time and are not being removed.</summary>
    /// <param name="time">The time.</param>
    /// <param name="after">The last request of the page before; null for the first page.</param>
    /// <param name="limit">How many at the most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Those that ended first first.</returns>
    public Task<IReadOnlyList<FinishedRequest>> ListFinishedBeforeAsync(
        DateTimeOffset time, FinishedRequest? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<FinishedRequest>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<RequestRow>(new CommandDefinition(
                    $"""
                    SELECT id AS Id, finished_at AS FinishedAt FROM csv_request
                    WHERE finished_at < @time AND deleted_at IS NULL {(after is null ? "" : "AND (finished_at, id) > (@FinishedAt, @Id)")}
                    ORDER BY finished_at, id LIMIT @limit
                    """,
                    new { time, after?.FinishedAt, after?.Id, limit },
                    cancellationToken: cancellationToken));
                return [.. rows.Select(row => new FinishedRequest(row.Id, row.FinishedAt!.Value))];
            },
            cancellationToken);

    internal static RequestRow ToRow(RequestSnapshot request, string? outputFile) => new()
    {
        Id = request.Id,
        InputFile = request.FileName,
        OutputFile = outputFile,
        Status = request.Status.ToString(),
        StatusReason = request.StatusReason,
        Settings = JsonSerializer.Serialize(request.Settings, StorageJsonContext.Default.CompressionSettings),
        WebhookUrl = request.WebhookUrl,
        Attempt = request.Attempt,
        RowCount = request.RowCount,
        ImageCount = request.ImageCount,
        RowsDone = request.Progress.RowsDone,
        RowsFailed = request.Progress.RowsFailed,
        ImagesCompressed = request.Progress.ImagesCompressed,
        ImagesKept = request.Progress.ImagesKept,
        ImagesFailed = request.Progress.ImagesFailed,
        BytesIn = request.Progress.BytesIn,
        BytesOut = request.Progress.BytesOut,
        CreatedAt = request.CreatedAt,
        UpdatedAt = request.UpdatedAt,
        StartedAt = request.StartedAt,
        FinishedAt = request.FinishedAt,
    };

    private static RequestSnapshot FromRow(RequestRow row) => new()
    {
        Id = row.Id,
        FileName = row.InputFile,
        Settings = JsonSerializer.Deserialize(row.Settings, StorageJsonContext.Default.CompressionSettings)!,
        WebhookUrl = row.WebhookUrl,
        Status = Enum.Parse<RequestStatus>(row.Status),
        StatusReason = row.StatusReason,
        Attempt = row.Attempt,
        RowCount = row.RowCount,
        ImageCount = row.ImageCount,
        Progress = new RequestProgress
        {
            RowsDone = row.RowsDone,
            RowsFailed = row.RowsFailed,
            ImagesCompressed = row.ImagesCompressed,
            ImagesKept = row.ImagesKept,
            ImagesFailed = row.ImagesFailed,
            BytesIn = row.BytesIn,
            BytesOut = row.BytesOut,
        },
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
        StartedAt = row.StartedAt,
        FinishedAt = row.FinishedAt,
        HasOutput = row.OutputFile is not null,
    };

    private Task<IReadOnlyList<RequestSnapshot>> QueryAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RequestSnapshot>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<RequestRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
                return [.. rows.Select(FromRow)];
            },
            cancellationToken);

    private Task<IReadOnlyList<Guid>> QueryIdsAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Guid>>(
            async connection =>
                (await connection.QueryAsync<Guid>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
}
