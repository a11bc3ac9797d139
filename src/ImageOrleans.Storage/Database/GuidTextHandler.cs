using System.Data;
using Dapper;
using Npgsql;

namespace ImageOrleans.Storage.Database;

/// <summary>GUIDs: <c>uuid</c> in PostgreSQL, text of 36 lower-case characters in SQLite.</summary>
internal sealed class GuidTextHandler : SqlMapper.TypeHandler<Guid>
{
    public override void SetValue(IDbDataParameter parameter, Guid value)
    {
        if (parameter is NpgsqlParameter)
        {
            parameter.DbType = DbType.Guid;
            parameter.Value = value;
        }
        else
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.ToString("D");
        }
    }

    public override Guid Parse(object value) => value as Guid? ?? Guid.ParseExact((string)value, "D");
}
