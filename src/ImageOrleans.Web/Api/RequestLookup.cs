using System.Data.Common;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Web.Api;

/// <summary>Finds requests: finished ones in the table, without waking their grains; unfinished ones by asking them.</summary>
internal sealed class RequestLookup(RequestTable table, IGrainFactory grains)
{
    public async Task<RequestSnapshot?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        RequestSnapshot? stored;
        try
        {
            stored = await table.FindAsync(id, cancellationToken);
        }
        catch (DbException exception) when (DatabaseFailures.IsTransient(exception))
        {
            // A request that is under way says what it waits for. One that is not can't be found without the database.
            if (await AskAsync(id) is { } underWay)
            {
                return underWay;
            }

            throw;
        }

        return stored is null || stored.Status.IsFinal() ? stored : await AskAsync(id);
    }

    private Task<RequestSnapshot?> AskAsync(Guid id) => grains.GetGrain<IRequestGrain>(id).GetSnapshot();
}
