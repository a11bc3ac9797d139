using System.Globalization;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport.Processes;
using Microsoft.Extensions.Options;

namespace ImageOrleans.TestSupport.Faults;

/// <summary>The database and the files of web servers that follow each other, and what is left in them.</summary>
public sealed class ServerData : IAsyncDisposable
{
    private readonly CatalogueData _data;

    private ServerData(CatalogueData data)
    {
        _data = data;
    }

    /// <summary>The folder of its files.</summary>
    public string Folder => _data.Folder;

    /// <summary>Configuration for a server's command line.</summary>
    public IReadOnlyList<string> Settings =>
    [
        "--Storage:DataDirectory", _data.Folder,
        "--Upload:PublicBaseUrl", "http://images.example/",
        "--Fetching:AllowedNetworks:0", "127.0.0.0/8",

        // All images come from one host, and many are to be under way at each kill.
        "--Fetching:MaxConnectionsPerHost", "128",
        "--Database:Provider", _data.Database.Options.Provider.ToString(),
        "--Database:ConnectionString", _data.Database.Options.ConnectionString!,
    ];

    /// <summary>Makes an empty database and an empty folder.</summary>
    /// <param name="provider">The kind of database.</param>
    /// <param name="administrator">How to connect to PostgreSQL as an administrator; null for the one of the tests.</param>
    public static async Task<ServerData> CreateAsync(DatabaseProvider provider, string? administrator = null) =>
        new(await CatalogueData.CreateAsync(provider, administrator));

    /// <summary>Starts a server, and waits until it listens.</summary>
    public Task<WebProcess> StartServerAsync(CancellationToken cancellationToken) => WebProcess.StartAsync(Settings, cancellationToken);

    /// <summary>The files, without those of the database; those of the request under a name that is the same for every request.</summary>
    public IReadOnlySet<string> Files(Guid request) => Directory.EnumerateFiles(_data.Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_data.Folder, file).Replace(request.ToString("D"), "request", StringComparison.Ordinal))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The rows of the tables in a form that is the same for every request of the same catalogue.</summary>
    public async Task<TableContent> ReadTablesAsync(CancellationToken cancellationToken)
    {
        await using var database = new CatalogueDatabase(
            Options.Create(_data.Database.Options), Options.Create(new StorageOptions { DataDirectory = _data.Folder }));
        return new TableContent(
            await ReadAsync(database, "SELECT row_index, status FROM product ORDER BY row_index", cancellationToken),
            await ReadAsync(
                database,
                """
                SELECT row_index, position, image.status, output_url, error_code, bytes_in, bytes_out
                FROM image JOIN product ON product.id = image.product_id ORDER BY row_index, position
                """,
                cancellationToken),
            await ReadAsync(
                database,
                "SELECT status, attempt, rows_done, rows_failed, images_compressed, images_kept, images_failed, bytes_in, bytes_out FROM csv_request",
                cancellationToken),
            await ReadAsync(
                database, "SELECT GrainTypeString, count(*) FROM OrleansStorage GROUP BY GrainTypeString ORDER BY 1", cancellationToken));
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private static async Task<IReadOnlyList<string>> ReadAsync(CatalogueDatabase database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = await database.Reads.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Its own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
