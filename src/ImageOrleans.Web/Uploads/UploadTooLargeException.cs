namespace ImageOrleans.Web.Uploads;

/// <summary>An upload goes on beyond the limit.</summary>
internal sealed class UploadTooLargeException(long limit) : Exception($"The upload has more than {limit} bytes.")
{
    public long Limit => limit;
}
