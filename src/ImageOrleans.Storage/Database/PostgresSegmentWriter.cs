using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace ImageOrleans.Storage.Database;

/// <summary>Inserts a segment into PostgreSQL: one statement over arrays, one round trip.</summary>
internal static class PostgresSegmentWriter
{
    private const string Insert = """
        WITH inserted AS (
          INSERT INTO product (request_id, row_index, serial_number, name, status, error_message)
          SELECT $1, * FROM unnest($2, $3, $4, $5, $6)
          RETURNING id, row_index)
        INSERT INTO image (product_id, position, input_url, output_url, status, format, error_code, error_message, bytes_in,
          bytes_out, address, url_hash)
        SELECT inserted.id, i.position, i.input_url, i.output_url, i.status, i.format, i.error_code, i.error_message, i.bytes_in,
          i.bytes_out, i.address, i.url_hash
        FROM unnest($7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
          AS i (row_index, position, input_url, output_url, status, format, error_code, error_message, bytes_in, bytes_out, address, url_hash)
        JOIN inserted ON inserted.row_index = i.row_index
        """;

    public static async Task WriteAsync(
        DbConnection connection, DbTransaction transaction, SegmentRows segment, CancellationToken cancellationToken)
    {
        var products = segment.Products;
        var images = products.SelectMany(product => product.Images, (product, image) => (product.RowIndex, Image: image)).ToArray();
        using var command = new NpgsqlCommand(Insert, (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = segment.RequestId });
        Add(NpgsqlDbType.Integer, products, product => product.RowIndex);
        Add(NpgsqlDbType.Text, products, product => product.SerialNumber);
        Add(NpgsqlDbType.Text, products, product => product.Name);
        Add(NpgsqlDbType.Text, products, product => product.Status.ToString());
        Add(NpgsqlDbType.Text, products, product => product.ErrorMessage);
        Add(NpgsqlDbType.Integer, images, entry => entry.RowIndex);
        Add(NpgsqlDbType.Integer, images, entry => entry.Image.Position);
        Add(NpgsqlDbType.Text, images, entry => entry.Image.InputUrl);
        Add(NpgsqlDbType.Text, images, entry => entry.Image.OutputUrl);
        Add(NpgsqlDbType.Text, images, entry => entry.Image.Outcome.Status.ToString());
        Add(NpgsqlDbType.Text, images, entry => entry.Image.Outcome.Format?.ToString());
        Add(NpgsqlDbType.Text, images, entry => entry.Image.Outcome.Failure?.Code);
        Add(NpgsqlDbType.Text, images, entry => entry.Image.Outcome.Failure?.Message);
        Add(NpgsqlDbType.Bigint, images, entry => entry.Image.Outcome.BytesIn);
        Add(NpgsqlDbType.Bigint, images, entry => entry.Image.Outcome.BytesOut);
        Add(NpgsqlDbType.Bytea, images, entry => SegmentRows.AddressOf(entry.Image));
        Add(NpgsqlDbType.Bigint, images, entry => segment.HashOfFirstOccurrence(entry.Image));
        await command.ExecuteNonQueryAsync(cancellationToken);

        void Add<TRow, TValue>(NpgsqlDbType type, IEnumerable<TRow> rows, Func<TRow, TValue> select) =>
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = rows.Select(select).ToArray() });
    }
}
