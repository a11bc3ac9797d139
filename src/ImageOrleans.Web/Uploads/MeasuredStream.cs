using System.Security.Cryptography;
using ImageOrleans.Csv;

namespace ImageOrleans.Web.Uploads;

/// <summary>Reads an upload, hashes what it reads, and stops at the limit.</summary>
internal sealed class MeasuredStream(Stream source, long limit) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;

    /// <summary>A digest of all that was read.</summary>
    public string Digest() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await UploadBody.ReadAsync(() => source.ReadAsync(buffer, cancellationToken).AsTask());
        _length += count;
        if (_length > limit)
        {
            throw new UploadTooLargeException(limit);
        }

        _hash.AppendData(buffer.Span[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
