using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;

namespace ImageOrleans.Storage.Database;

/// <summary>
/// Times to the millisecond: <c>timestamptz</c> in PostgreSQL; in SQLite, which has no type for them, text that sorts like
/// the times do.
/// </summary>
internal sealed class TimestampHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
    {
        if (parameter is NpgsqlParameter)
        {
            parameter.DbType = DbType.DateTimeOffset;
            parameter.Value = value.ToUniversalTime();
        }
        else
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
        }
    }

    public override DateTimeOffset Parse(object value) => value switch
    {
        string text => DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => time,
        _ => throw new DataException($"A time of the type {value.GetType()} was read."),
    };
}
