using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Keeps reminders in a database, by the queries in its table OrleansQuery.</summary>
internal sealed class AdoNetReminderTable(IOptions<AdoNetReminderTableOptions> options, IOptions<ClusterOptions> cluster)
    : IReminderTable
{
    private readonly AdoNetParameter _service = AdoNetParameter.Text("ServiceId", cluster.Value.ServiceId);
    private AdoNetDatabase _database = null!;
    private Dictionary<string, string> _queries = null!;

    public async Task InitAsync()
    {
        _database = new AdoNetDatabase(options.Value.Invariant, options.Value.ConnectionString, options.Value.DataSource);
        _queries = await _database.ReadQueriesAsync().ConfigureAwait(false);
        string[] needed = ["ReadReminderRowsKey", "ReadReminderRowKey", "ReadRangeRows2Key", "UpsertReminderRowKey", "DeleteReminderRowKey"];
        if (needed.FirstOrDefault(k => !_queries.ContainsKey(k)) is { } missing)
        {
            throw new InvalidOperationException($"The table OrleansQuery has no query '{missing}', which reminders need.");
        }
    }

    // The range from a hash to itself is the whole ring.
    public Task<IReadOnlyList<Reminder>> ReadAllAsync() =>
        RowsAsync("ReadRangeRows2Key", AdoNetParameter.Int32("BeginHash", 0), AdoNetParameter.Int32("EndHash", 0));

    public Task<IReadOnlyList<Reminder>> ReadAsync(GrainId grainId) => RowsAsync("ReadReminderRowsKey", Id(grainId));

    public async Task<Reminder?> FindAsync(GrainId grainId, string name)
    {
        var rows = await RowsAsync("ReadReminderRowKey", Id(grainId), AdoNetParameter.Text("ReminderName", name)).ConfigureAwait(false);
        return rows is [var row, ..] ? row : null;
    }

    public async Task<Reminder> UpsertAsync(Reminder reminder)
    {
        var period = (long)reminder.Period.TotalMilliseconds;
        var versions = await QueryAsync(
            "UpsertReminderRowKey",
            ReadVersion,
            AdoNetParameter.Int32("GrainHash", unchecked((int)reminder.GrainId.GetUniformHashCode())),
            Id(reminder.GrainId),
            AdoNetParameter.Text("ReminderName", reminder.ReminderName),
            AdoNetParameter.Time("StartTime", reminder.StartAt),
            period <= int.MaxValue ? AdoNetParameter.Int32("Period", (int)period) : AdoNetParameter.Int64("Period", period)).ConfigureAwait(false);
        return reminder with { ETag = versions[0] };
    }

    public async Task<bool> RemoveAsync(Reminder reminder) => (await QueryAsync(
        "DeleteReminderRowKey",
        row => Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture) > 0,
        Id(reminder.GrainId),
        AdoNetParameter.Text("ReminderName", reminder.ReminderName),
        AdoNetParameter.Int32("Version", int.Parse(reminder.ETag, CultureInfo.InvariantCulture))).ConfigureAwait(false))[0];

    private static AdoNetParameter Id(GrainId grainId) => new("GrainId", grainId.ToString(), DbType.AnsiString);

    private static string ReadVersion(DbDataReader row) => Convert.ToString(row["Version"], CultureInfo.InvariantCulture)!;

    private static Reminder ReadRow(DbDataReader row) => new(
        GrainId.Parse((string)row["GrainId"]),
        (string)row["ReminderName"],
        DateTime.SpecifyKind(row.GetDateTime(row.GetOrdinal("StartTime")), DateTimeKind.Utc),
        TimeSpan.FromMilliseconds(Convert.ToInt64(row["Period"], CultureInfo.InvariantCulture)),
        ReadVersion(row));

    private async Task<IReadOnlyList<Reminder>> RowsAsync(string query, params AdoNetParameter[] parameters) =>
        await QueryAsync(query, ReadRow, parameters).ConfigureAwait(false);

    private Task<List<T>> QueryAsync<T>(string query, Func<DbDataReader, T> read, params AdoNetParameter[] parameters) =>
        _database.ReadAsync(_queries[query], [_service, .. parameters], read, CancellationToken.None);
}
