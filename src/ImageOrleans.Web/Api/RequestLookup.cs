using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Web.Api;

/// <summary>Finds requests: finished ones in the table, without waking their grains; unfinished ones by asking them.</summary>
internal sealed class RequestLookup(RequestTable table, IGrainFactory grains)
{
    public async Task<RequestSnapshot?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var stored = await table.FindAsync(id, cancellationToken);
        return stored is null || stored.Status.IsFinal() ? stored : await grains.GetGrain<IRequestGrain>(id).GetSnapshot();
    }
}
