using System.Data;
using System.Data.Common;

namespace Orleans.Storage;

/// <summary>A parameter of a query. The types are those that Orleans' own scripts expect.</summary>
internal readonly record struct AdoNetParameter(string Name, object? Value, DbType Type)
{
    public static AdoNetParameter Int32(string name, int? value) => new(name, value, DbType.Int32);

    public static AdoNetParameter Int64(string name, long value) => new(name, value, DbType.Int64);

    public static AdoNetParameter Text(string name, string? value) => new(name, value, DbType.String);

    public static AdoNetParameter Time(string name, DateTime value) => new(name, value, DbType.DateTime);

    public static AdoNetParameter Bytes(string name, byte[] value) => new(name, value, DbType.Binary);

    public DbParameter AddTo(DbCommand command)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = Name;
        parameter.DbType = Type;
        parameter.Value = Value ?? DBNull.Value;
        return parameter;
    }
}
