using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.TestSupport.Faults;

/// <summary>What a finished request left behind, everywhere.</summary>
/// <param name="Output">The output CSV.</param>
/// <param name="Tables">The rows of the tables.</param>
/// <param name="Files">The files below the data directory, except those of a SQLite database.</param>
/// <param name="Fetches">How often each image was asked for.</param>
public sealed record RequestTrace(
    byte[] Output, TableContent Tables, IReadOnlySet<string> Files, IReadOnlyDictionary<string, int> Fetches)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(1);

    /// <summary>Has a server process a catalogue, and leaves it alone.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="provider">The kind of database.</param>
    /// <param name="administrator">How to connect to PostgreSQL as an administrator; null for the one of the tests.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<RequestTrace> OfUndisturbedAsync(
        FaultCatalogue catalogue, DatabaseProvider provider, string? administrator, CancellationToken cancellationToken)
    {
        await using var data = await ServerData.CreateAsync(provider, administrator);
        catalogue.CountAnew();
        await using var server = await data.StartServerAsync(cancellationToken);
        var id = await server.SubmitAsync(catalogue.Csv, cancellationToken);
        return await OfEndAsync(catalogue, server, data, id, cancellationToken);
    }

    /// <summary>Waits for the end of a request, stops the server, and looks at what is left.</summary>
    /// <exception cref="InvalidOperationException">The request, or the server, has not ended well.</exception>
    public static async Task<RequestTrace> OfEndAsync(
        FaultCatalogue catalogue, WebProcess server, ServerData data, Guid id, CancellationToken cancellationToken)
    {
        var request = await server.WaitForEndAsync(id, PollInterval, cancellationToken);
        if (request.GetProperty("rows").GetProperty("done").GetInt32() != catalogue.Rows)
        {
            throw new InvalidOperationException(server.Process.Describe($"ended the request as {request}"));
        }

        var output = await server.Http.GetByteArrayAsync($"api/requests/{id}/output.csv", cancellationToken);

        // What is still to be done after the end of the request is done before the end of the process.
        server.Process.Terminate();
        var code = await server.Process.WaitForExitAsync(LongestStop, cancellationToken);
        if (code != 0)
        {
            throw new InvalidOperationException(server.Process.Describe($"ended with code {code}"));
        }

        var fetches = new Dictionary<string, int>(catalogue.Fetches, StringComparer.Ordinal);
        return new RequestTrace(output, await data.ReadTablesAsync(cancellationToken), data.Files(id), fetches);
    }
}
