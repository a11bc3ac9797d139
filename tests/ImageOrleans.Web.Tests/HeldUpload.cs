using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ImageOrleans.Web.Tests;

/// <summary>A catalogue that is sent by half, and goes on when it is told to.</summary>
internal sealed class HeldUpload : HttpContent
{
    private readonly string _header;
    private readonly string _row;
    private readonly int _rows;
    private readonly Func<Task> _halfway;

    public HeldUpload(string header, string row, int rows, Func<Task> halfway)
    {
        _header = header;
        _row = row;
        _rows = rows;
        _halfway = halfway;
        Headers.ContentType = new MediaTypeHeaderValue("text/csv");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var half = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(_row, _rows / 2)));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(_header));
        await stream.WriteAsync(half);
        await stream.FlushAsync();
        await _halfway();
        await stream.WriteAsync(half);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
