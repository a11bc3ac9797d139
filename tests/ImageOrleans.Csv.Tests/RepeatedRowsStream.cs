using System.Globalization;
using System.Text;

namespace ImageOrleans.Csv.Tests;

/// <summary>A catalogue of any length that is made while it is read; it looks at the memory in use as it goes.</summary>
internal sealed class RepeatedRowsStream(int rows) : Stream
{
    private readonly byte[] _header = Encoding.UTF8.GetBytes($"{Catalogues.Header}\n");
    private byte[] _current = [];
    private int _position;
    private int _next = -1;

    public long BytesRead { get; private set; }

    public long PeakMemory { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position == _current.Length && !MakeNext())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _current.Length - _position);
        _current.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        BytesRead += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool MakeNext()
    {
        if (_next == rows)
        {
            return false;
        }

        if (_next % 10_000 == 0)
        {
            PeakMemory = Math.Max(PeakMemory, GC.GetTotalMemory(forceFullCollection: true));
        }

        _current = _next < 0
            ? _header
            : Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{_next},Product number {_next},\"https://shop.example/images/{_next}-front.jpg, https://shop.example/images/{_next}-back.jpg\"\n"));
        _next++;
        _position = 0;
        return true;
    }
}
