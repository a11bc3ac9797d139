using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Orleans.StandIn.Tests.State;

/// <summary>A database file with the tables and the queries that Orleans' ADO.NET providers expect.</summary>
public sealed class SqliteFile : IDisposable
{
    private const string Row =
        "GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 " +
        "AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString IS @GrainIdExtensionString AND ServiceId = @ServiceId";

    private const string Reminder = "ServiceId = @ServiceId AND GrainId = @GrainId";

    private const string ReminderColumns =
        "SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable WHERE ServiceId = @ServiceId";

    private static readonly Dictionary<string, string> Queries = new(StringComparer.Ordinal)
    {
        ["WriteToStorageKey"] =
            $"UPDATE OrleansStorage SET PayloadBinary = @PayloadBinary, Version = Version + 1 WHERE {Row} " +
            "AND Version = @GrainStateVersion RETURNING Version AS NewGrainStateVersion; " +
            "INSERT INTO OrleansStorage SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, " +
            "@GrainIdExtensionString, @ServiceId, @PayloadBinary, 1 " +
            $"WHERE @GrainStateVersion IS NULL AND NOT EXISTS (SELECT 1 FROM OrleansStorage WHERE {Row}) " +
            "RETURNING Version AS NewGrainStateVersion;",
        ["ReadFromStorageKey"] = $"SELECT PayloadBinary, Version FROM OrleansStorage WHERE {Row};",
        ["ClearStorageKey"] =
            $"UPDATE OrleansStorage SET PayloadBinary = NULL, Version = Version + 1 WHERE {Row} " +
            "AND Version = @GrainStateVersion RETURNING Version AS NewGrainStateVersion;",
        ["DeleteStorageKey"] =
            $"DELETE FROM OrleansStorage WHERE {Row} AND Version = @GrainStateVersion " +
            "RETURNING Version + 1 AS NewGrainStateVersion;",
        ["UpsertReminderRowKey"] =
            "INSERT INTO OrleansRemindersTable VALUES " +
            "(@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0) " +
            "ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE SET StartTime = excluded.StartTime, " +
            "Period = excluded.Period, Version = Version + 1 RETURNING Version;",
        ["ReadReminderRowsKey"] = $"{ReminderColumns} AND GrainId = @GrainId;",
        ["ReadReminderRowKey"] = $"{ReminderColumns} AND GrainId = @GrainId AND ReminderName = @ReminderName;",
        ["ReadRangeRows1Key"] = $"{ReminderColumns} AND GrainHash > @BeginHash AND GrainHash <= @EndHash;",
        ["ReadRangeRows2Key"] = $"{ReminderColumns} AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);",
        ["DeleteReminderRowKey"] =
            $"DELETE FROM OrleansRemindersTable WHERE {Reminder} AND ReminderName = @ReminderName AND Version = @Version; " +
            "SELECT changes();",
        ["DeleteReminderRowsKey"] = "DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;",
    };

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"orleans-{Guid.NewGuid():N}.db");

    public SqliteFile()
    {
        ConnectionString = $"Data Source={_path};Pooling=False";
        Execute("""
            CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
            CREATE TABLE OrleansStorage (
              GrainIdHash INTEGER NOT NULL, GrainIdN0 INTEGER NOT NULL, GrainIdN1 INTEGER NOT NULL,
              GrainTypeHash INTEGER NOT NULL, GrainTypeString TEXT NOT NULL, GrainIdExtensionString TEXT,
              ServiceId TEXT NOT NULL, PayloadBinary BLOB, Version INTEGER NOT NULL);
            CREATE TABLE OrleansRemindersTable (
              ServiceId TEXT NOT NULL, GrainId TEXT NOT NULL, ReminderName TEXT NOT NULL, StartTime TEXT NOT NULL,
              Period INTEGER NOT NULL, GrainHash INTEGER NOT NULL, Version INTEGER NOT NULL,
              PRIMARY KEY (ServiceId, GrainId, ReminderName));
            """);
        foreach (var (key, text) in Queries)
        {
            Execute("INSERT INTO OrleansQuery VALUES (@key, @text)", ("@key", key), ("@text", text));
        }
    }

    public string ConnectionString { get; }

    public void Execute(string sql, params (string Name, object Value)[] parameters) => _ = Read(sql, parameters);

    /// <summary>The result as one line a row, columns separated by spaces, bytes as text, null as a dash.</summary>
    public string[] Read(string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        }

        return [.. rows];
    }

    public void Dispose() => File.Delete(_path);

    private static string Text(object value) => value switch
    {
        DBNull => "-",
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
