using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.TestSupport.Faults;

/// <summary>Has web servers process a catalogue while they are killed, each in its turn, and looks at what they leave behind.</summary>
/// <param name="catalogue">The catalogue.</param>
/// <param name="provider">The kind of database.</param>
/// <param name="administrator">How to connect to PostgreSQL as an administrator; null for the one of the tests.</param>
public sealed class KilledRequest(FaultCatalogue catalogue, DatabaseProvider provider, string? administrator = null)
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(3);

    /// <summary>Called after each kill with a line about it.</summary>
    public Action<string> Note { get; init; } = _ => { };

    /// <summary>Processes the catalogue without a kill, then with kills, and compares.</summary>
    /// <param name="moments">When to kill, once or more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<FaultResult> RunAsync(IReadOnlyList<KillMoment> moments, CancellationToken cancellationToken)
    {
        var undisturbed = await RequestTrace.OfUndisturbedAsync(catalogue, provider, administrator, cancellationToken);
        Note("The request is done without a kill.");
        return await RunAsync(moments, undisturbed, cancellationToken);
    }

    /// <summary>Processes the catalogue with kills, and compares.</summary>
    /// <param name="moments">When to kill, once or more.</param>
    /// <param name="undisturbed">What the catalogue left behind without a kill.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<FaultResult> RunAsync(
        IReadOnlyList<KillMoment> moments, RequestTrace undisturbed, CancellationToken cancellationToken) =>
        FaultResult.Compare(moments.Count, undisturbed, await ProcessAsync(moments, cancellationToken));

    private async Task<RequestTrace> ProcessAsync(IReadOnlyList<KillMoment> moments, CancellationToken cancellationToken)
    {
        await using var data = await ServerData.CreateAsync(provider, administrator);
        catalogue.CountAnew();
        Guid id;
        await using (var first = await data.StartServerAsync(cancellationToken))
        {
            id = await first.SubmitAsync(catalogue.Csv, cancellationToken);
            await KillAsync(first, moments[0], cancellationToken);
        }

        foreach (var moment in moments.Skip(1))
        {
            await StartAndKillAsync(data, moment, cancellationToken);
        }

        await using var last = await data.StartServerAsync(cancellationToken);
        return await RequestTrace.OfEndAsync(catalogue, last, data, id, cancellationToken);
    }

    private async Task StartAndKillAsync(ServerData data, KillMoment moment, CancellationToken cancellationToken)
    {
        if (moment.ImagesFetched is null)
        {
            await using var process = WebProcess.Begin(data.Settings);
            await Task.Delay(moment.After, cancellationToken);
            await process.KillAsync();
            Note($"Killed {moment.After.TotalMilliseconds:N0} ms after the start of the process.");
            return;
        }

        await using var server = await data.StartServerAsync(cancellationToken);
        await KillAsync(server, moment, cancellationToken);
    }

    private async Task KillAsync(WebProcess server, KillMoment moment, CancellationToken cancellationToken)
    {
        try
        {
            await catalogue.WhenFetchedAsync(moment.ImagesFetched ?? 0, cancellationToken).WaitAsync(LongestLife, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException(server.Process.Describe($"went no further than {catalogue.Fetches.Count} images"), exception);
        }

        await Task.Delay(moment.After, cancellationToken);
        await server.Process.KillAsync();
        Note($"Killed when {catalogue.Fetches.Count} of {catalogue.Images} images had been asked for.");
    }
}
