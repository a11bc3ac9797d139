using System.Globalization;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport.Processes;
using Microsoft.Extensions.Options;

namespace ImageOrleans.TestSupport.Faults;

/// <summary>The database and the files of web servers that follow each other, and what is left in them.</summary>
public sealed class ServerData : IAsyncDisposable
{
    private const string DatabaseFile = "database.db";

    private readonly CatalogueData _data;
    private readonly SmallDisk? _disk;

    private ServerData(CatalogueData data, SmallDisk? disk)
    {
        _data = data;
        _disk = disk;
    }

    /// <summary>Configuration for a server's command line.</summary>
    public IReadOnlyList<string> Settings =>
    [
        "--Storage:DataDirectory", _disk?.Path ?? _data.Folder,
        "--Upload:PublicBaseUrl", "http://images.example/",
        "--Fetching:AllowedNetworks:0", "127.0.0.0/8",

        // All images come from one host, and many are to be under way at each kill.
        "--Fetching:MaxConnectionsPerHost", "128",
        "--Database:Provider", _data.Database.Options.Provider.ToString(),
        "--Database:ConnectionString", ConnectionString(_disk?.Path),
    ];

    // What everybody sees of the files.
    private string Folder => _disk?.VisiblePath ?? _data.Folder;

    /// <summary>Makes an empty database and an empty folder.</summary>
    /// <param name="provider">The kind of database.</param>
    /// <param name="administrator">How to connect to PostgreSQL as an administrator; null for the one of the tests.</param>
    /// <param name="disk">An empty disk for the files, and for a SQLite database; null for the system's folder.</param>
    public static async Task<ServerData> CreateAsync(DatabaseProvider provider, string? administrator = null, SmallDisk? disk = null) =>
        new(await CatalogueData.CreateAsync(provider, administrator), disk);

    /// <summary>Starts a server, and waits until it listens.</summary>
    /// <param name="cancellationToken">Ends the waiting, and the server.</param>
    /// <param name="further">Further configuration for its command line.</param>
    public Task<WebProcess> StartServerAsync(CancellationToken cancellationToken, params IReadOnlyList<string> further) =>
        WebProcess.StartAsync([.. Settings, .. further], cancellationToken, _disk?.Launcher ?? []);

    /// <summary>The files, without those of the database; those of the request under a name that is the same for every request.</summary>
    public IReadOnlySet<string> Files(Guid request) => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace(request.ToString("D"), "request", StringComparison.Ordinal))
        .Where(file => !file.StartsWith(DatabaseFile, StringComparison.Ordinal))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The rows of the tables in a form that is the same for every request of the same catalogue.</summary>
    public async Task<TableContent> ReadTablesAsync(CancellationToken cancellationToken)
    {
        await using var database = new CatalogueDatabase(
            Options.Create(new DatabaseOptions
            {
                Provider = _data.Database.Options.Provider,
                ConnectionString = ConnectionString(_disk is null ? null : CopyOfDatabase()),
            }),
            Options.Create(new StorageOptions { DataDirectory = Folder }));
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

    // SQLite follows the link that makes the disk visible, to where it is not.
    private string CopyOfDatabase()
    {
        foreach (var file in Directory.GetFiles(Folder, $"{DatabaseFile}*"))
        {
            File.Copy(file, Path.Combine(_data.Folder, Path.GetFileName(file)));
        }

        return _data.Folder;
    }

    private string ConnectionString(string? disk) => disk is not null && _data.Database.Options.Provider == DatabaseProvider.Sqlite
        ? $"Data Source={Path.Combine(disk, DatabaseFile)}"
        : _data.Database.Options.ConnectionString!;

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
