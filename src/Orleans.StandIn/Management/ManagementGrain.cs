using Orleans.Concurrency;

namespace Orleans.Runtime.Management;

[StatelessWorker]
internal sealed class ManagementGrain(Silo silo) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(Silos(onlyActive).ToDictionary(s => s.SiloAddress, s => s.Status));

    public Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false) =>
        Task.FromResult(Silos(onlyActive).Select(s => new MembershipEntry
        {
            SiloAddress = s.SiloAddress,
            Status = s.Status,
            ProxyPort = s.GatewayAddress.Endpoint.Port,
            HostName = s.DnsHostName,
            SiloName = s.Name,
            StartTime = s.StartTime,
            IAmAliveTime = s.Status == SiloStatus.Dead ? s.StartTime : DateTime.UtcNow,
        }).ToArray());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(Count(Silos(onlyActive: true)));

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult(Count(Silos(onlyActive: true).Where(s => hostsIds.Contains(s.SiloAddress))));

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) =>
        Task.FromResult(Silos(onlyActive: true)
            .Where(s => hostsIds?.Contains(s.SiloAddress) ?? true)
            .SelectMany(s => s.Activations)
            .Where(a => types?.Contains(a.Class.DisplayName, StringComparer.Ordinal) ?? true)
            .Select(a => new DetailedGrainStatistic
            {
                GrainType = a.Class.DisplayName,
                GrainId = a.GrainId,
                SiloAddress = a.Silo.SiloAddress,
            })
            .ToArray());

    public Task<int> GetTotalActivationCount() => Task.FromResult(Silos(onlyActive: true).Sum(s => s.ActivationCount));

    private static SimpleGrainStatistic[] Count(IEnumerable<Silo> silos) =>
        [.. silos.SelectMany(s => s.Activations.GroupBy(a => a.Class.DisplayName, StringComparer.Ordinal).Select(g => new SimpleGrainStatistic
        {
            GrainType = g.Key,
            SiloAddress = s.SiloAddress,
            ActivationCount = g.Count(),
        }))];

    private IEnumerable<Silo> Silos(bool onlyActive) =>
        silo.Cluster.Silos.Where(s => !onlyActive || s.Status == SiloStatus.Active);
}
