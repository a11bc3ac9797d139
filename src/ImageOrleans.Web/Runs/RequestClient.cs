using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageOrleans.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace ImageOrleans.Web.Runs;

/// <summary>A client of the API.</summary>
internal sealed class RequestClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly HttpClient _http;

    public RequestClient(Uri baseUrl)
    {
        BaseUrl = baseUrl;
        _http = new HttpClient { BaseAddress = baseUrl };
    }

    public Uri BaseUrl { get; }

    /// <summary>Uploads a catalogue.</summary>
    /// <returns>The request, or what is wrong with the catalogue.</returns>
    public async Task<(RequestResource? Request, string? Problem)> SubmitAsync(byte[] catalogue, string fileName, CancellationToken cancellationToken)
    {
        using var file = new ByteArrayContent(catalogue);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { file, "file", fileName } };
        using var response = await _http.PostAsync("api/requests", form, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return (await response.Content.ReadFromJsonAsync<RequestResource>(Json, cancellationToken), null);
        }

        var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(Json, cancellationToken);
        return (null, $"{problem?.Title} {problem?.Detail}");
    }

    public async Task<RequestResource> GetAsync(Guid id, CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<RequestResource>($"api/requests/{id}", Json, cancellationToken))!;

    public async Task<RequestPage> ListAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<RequestPage>("api/requests?limit=10", Json, cancellationToken))!;

    public Task<byte[]> DownloadAsync(string url, CancellationToken cancellationToken) => _http.GetByteArrayAsync(url, cancellationToken);

    public void Dispose() => _http.Dispose();
}
