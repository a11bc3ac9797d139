using Orleans.StandIn.Tests.Identity;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Hosting;

internal sealed class NotingStartupTask(Journal journal, IGrainFactory grains) : IStartupTask
{
    public async Task Execute(CancellationToken cancellationToken)
    {
        await journal.Gate("host is being built");
        journal.Note($"startup: {await grains.GetGrain<IStringKeyGrain>("task").Key()}");
    }
}
