using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Web.Api;

/// <summary>A place in the list of requests, as callers carry it around.</summary>
internal static class Cursor
{
    public static string Format(RequestSnapshot last) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{last.CreatedAt.ToUnixTimeMilliseconds()}.{last.Id:N}"));

    /// <summary>Reads a cursor; no text is the start of the list.</summary>
    public static bool TryParse(string? text, out RequestCursor? cursor)
    {
        cursor = null;
        return string.IsNullOrEmpty(text) || TryDecode(text, out cursor);
    }

    private static bool TryDecode(string text, [NotNullWhen(true)] out RequestCursor? cursor)
    {
        cursor = null;
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || !Guid.TryParseExact(parts[1], "N", out var id))
        {
            return false;
        }

        cursor = new RequestCursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id);
        return true;
    }
}
