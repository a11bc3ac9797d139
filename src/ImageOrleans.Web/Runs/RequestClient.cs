using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageOrleans.Contracts;
using ImageOrleans.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace ImageOrleans.Web.Runs;

/// <summary>A client of the API.</summary>
internal sealed class RequestClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly HttpClient _http;

    public RequestClient(Uri baseUrl)
    {
        BaseUrl = baseUrl;

        // An upload takes as long as it is large. Whoever runs this can stop it.
        _http = new HttpClient { BaseAddress = baseUrl, Timeout = Timeout.InfiniteTimeSpan };
    }

    public Uri BaseUrl { get; }

    /// <summary>Uploads a catalogue, piece by piece as it is read.</summary>
    /// <returns>The request, or what is wrong with the catalogue.</returns>
    public async Task<(RequestResource? Request, string? Problem)> SubmitAsync(
        Stream catalogue, string fileName, CancellationToken cancellationToken)
    {
        using var file = new StreamContent(catalogue);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { file, "file", fileName } };
        using var response = await _http.PostAsync("api/requests", form, cancellationToken);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<RequestResource>(Json, cancellationToken), null)
            : (null, await ProblemOfAsync(response, cancellationToken));
    }

    /// <summary>Asks how far a request is.</summary>
    /// <returns>The request; null when there is none any more.</returns>
    /// <exception cref="HttpRequestException">The service is not ready; it makes sense to ask again.</exception>
    public async Task<RequestResource?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/requests/{id}", cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<RequestResource>(Json, cancellationToken);
    }

    public async Task<RequestPage> ListAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<RequestPage>("api/requests?limit=10", Json, cancellationToken))!;

    public Task<byte[]> DownloadAsync(string url, CancellationToken cancellationToken) =>
        _http.GetByteArrayAsync(url, cancellationToken);

    public void Dispose() => _http.Dispose();

    private static async Task<string> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return $"The server answered {(int)response.StatusCode}.";
        }

        var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(Json, cancellationToken);
        return $"{problem?.Title} {problem?.Detail}";
    }
}
