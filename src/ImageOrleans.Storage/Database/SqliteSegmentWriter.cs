using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ImageOrleans.Storage.Database;

/// <summary>Inserts a segment into SQLite: two prepared statements, run for each row. In one process that is the fastest way there is.</summary>
internal static class SqliteSegmentWriter
{
    public static void Write(DbConnection connection, DbTransaction transaction, SegmentRows segment)
    {
        using var product = Prepare(connection, transaction, """
            INSERT INTO product (request_id, row_index, serial_number, name, status, error_message)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
            """, parameters: 6);
        using var image = Prepare(connection, transaction, """
            INSERT INTO image (product_id, position, input_url, output_url, status, format, error_code, error_message, bytes_in,
              bytes_out, address, url_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """, parameters: 12);

        var requestId = segment.RequestId.ToString("D");
        foreach (var record in segment.Products)
        {
            Set(product, requestId, record.RowIndex, record.SerialNumber, record.Name, record.Status.ToString(), record.ErrorMessage);
            var productId = product.ExecuteScalar();
            foreach (var entry in record.Images)
            {
                var outcome = entry.Outcome;
                Set(
                    image, productId, entry.Position, entry.InputUrl, entry.OutputUrl, outcome.Status.ToString(), outcome.Format?.ToString(),
                    outcome.Failure?.Code, outcome.Failure?.Message, outcome.BytesIn, outcome.BytesOut, SegmentRows.AddressOf(entry),
                    segment.HashOfFirstOccurrence(entry));
                image.ExecuteNonQuery();
            }
        }
    }

    private static SqliteCommand Prepare(DbConnection connection, DbTransaction transaction, string sql, int parameters)
    {
        var command = ((SqliteConnection)connection).CreateCommand();
        command.CommandText = sql;
        command.Transaction = (SqliteTransaction)transaction;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        return command;
    }

    private static void Set(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
