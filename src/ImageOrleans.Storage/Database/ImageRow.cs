using ImageOrleans.Contracts;

namespace ImageOrleans.Storage.Database;

/// <summary>A row of <c>image</c>, as it is read.</summary>
internal class ImageRow
{
    public const string Columns = """
        image.position AS Position, image.input_url AS InputUrl, image.output_url AS OutputUrl, image.status AS Status,
        image.format AS Format, image.error_code AS ErrorCode, image.error_message AS ErrorMessage, image.bytes_in AS BytesIn,
        image.bytes_out AS BytesOut, image.address AS Address, image.url_hash AS UrlHash
        """;

    public int? Position { get; init; }

    public string InputUrl { get; init; } = "";

    public string? OutputUrl { get; init; }

    public string Status { get; init; } = "";

    public string? Format { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    public byte[]? Address { get; init; }

    public long? UrlHash { get; init; }

    public ImageOutcome ToOutcome() => new()
    {
        Status = Enum.Parse<ImageStatus>(Status),
        ImageHash = Address is null ? null : Convert.ToHexStringLower(Address),
        Format = Format is null ? null : Enum.Parse<ImageFormat>(Format),
        BytesIn = BytesIn,
        BytesOut = BytesOut,
        Failure = ErrorCode is null ? null : new ImageFailure(ErrorCode, ErrorMessage ?? ""),
    };
}
