namespace ImageOrleans.Csv;

/// <summary>Reads from one stream and writes all that is read to another. Reads only, asynchronously.</summary>
internal sealed class CopyingStream(Stream source, Stream copy) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken);
        await copy.WriteAsync(buffer[..count], cancellationToken);
        return count;
    }
}
