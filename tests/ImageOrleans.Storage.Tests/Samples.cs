using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Storage.Tests;

/// <summary>Requests, products and images as tests need them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public static RequestSnapshot Request(int number = 1, RequestStatus status = RequestStatus.Processing) => new()
    {
        Id = new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        FileName = "Möbel & Lampen.csv",
        Settings = new CompressionSettings { Quality = 60, Format = OutputFormat.WebP, MaxWidth = 800 },
        WebhookUrl = "https://shop.example/hook",
        Status = status,
        StatusReason = "The database is away.",
        Attempt = 2,
        RowCount = 1000,
        ImageCount = 3_000_000_000,
        Progress = new RequestProgress
        {
            RowsDone = 256,
            RowsFailed = 11,
            ImagesCompressed = 700,
            ImagesKept = 50,
            ImagesFailed = 18,
            BytesIn = 5_000_000_000,
            BytesOut = 2_000_000_000,
        },
        CreatedAt = Time.AddMinutes(number),
        UpdatedAt = Time.AddMinutes(number).AddSeconds(1),
        StartedAt = Time.AddMinutes(number).AddSeconds(0.5),
        FinishedAt = null,
    };

    public static ImageOutcome Compressed(string address = "0123456789abcdef0123456789abcdef01234567") => new()
    {
        Status = ImageStatus.Compressed,
        ImageHash = address,
        Format = ImageFormat.Jpeg,
        BytesIn = 1000,
        BytesOut = 400,
    };

    public static ImageOutcome Failed(string code = FailureCodes.NotFound) => ImageOutcome.Failed(new ImageFailure(code, "The server answered 404."));

    public static ProductRecord Product(int rowIndex, params (string Url, ImageOutcome Outcome)[] images) => new()
    {
        RowIndex = rowIndex,
        SerialNumber = $"{rowIndex + 1}",
        Name = $"Product \"{rowIndex}\"",
        Status = images.All(image => image.Outcome.Status != ImageStatus.Failed) ? ProductStatus.Succeeded
            : images.All(image => image.Outcome.Status == ImageStatus.Failed) ? ProductStatus.Failed
            : ProductStatus.PartiallySucceeded,
        Images =
        [
            .. images.Select((image, position) => new ImageRecord
            {
                Position = position,
                InputUrl = image.Url,
                OutputUrl = image.Outcome.ImageHash is { } address ? $"http://localhost/images/{address}/{rowIndex}.jpg" : null,
                Outcome = image.Outcome,
            }),
        ],
    };
}
