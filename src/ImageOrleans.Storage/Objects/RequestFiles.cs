using System.Globalization;

namespace ImageOrleans.Storage.Objects;

/// <summary>The keys of a request's files.</summary>
/// <param name="requestId">The request's id.</param>
public sealed class RequestFiles(Guid requestId)
{
    /// <summary>The folder of all of them.</summary>
    public string Folder { get; } = $"requests/{requestId:D}";

    /// <summary>The catalogue, in UTF-8.</summary>
    public string Input => $"{Folder}/input.csv";

    /// <summary>Where the catalogue's segments begin.</summary>
    public string InputIndex => $"{Folder}/input.json";

    /// <summary>The result.</summary>
    public string Output => $"{Folder}/output.csv";

    /// <summary>Where the result's segments begin.</summary>
    public string OutputIndex => $"{Folder}/output.json";

    /// <summary>The folder of <see cref="Part"/>.</summary>
    public string Parts => $"{Folder}/parts";

    /// <summary>The folder of <see cref="Upload"/> and <see cref="UploadIndex"/>.</summary>
    public const string Uploads = "uploads";

    /// <summary>The catalogue of an upload that is not accepted yet.</summary>
    /// <param name="uploadId">Letters and digits.</param>
    /// <returns>A key.</returns>
    public static string Upload(string uploadId) => $"{Uploads}/{uploadId}.csv";

    /// <summary>The index of an upload that is not accepted yet.</summary>
    /// <param name="uploadId">Letters and digits.</param>
    /// <returns>A key.</returns>
    public static string UploadIndex(string uploadId) => $"{Uploads}/{uploadId}.json";

    /// <summary>The result of one segment, until all are there.</summary>
    /// <param name="segment">The segment, from 0.</param>
    /// <returns>A key.</returns>
    public string Part(int segment) => string.Create(CultureInfo.InvariantCulture, $"{Parts}/{segment:D6}.csv");
}
