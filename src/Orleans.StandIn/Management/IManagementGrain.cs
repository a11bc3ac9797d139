namespace Orleans.Runtime;

/// <summary>Tells about the cluster. Its key is 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The status of each silo.</summary>
    /// <param name="onlyActive">Whether silos that are gone are left out.</param>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <inheritdoc cref="GetHosts(bool)" />
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive, CancellationToken cancellationToken) => GetHosts(onlyActive);

    /// <summary>What is known of each silo.</summary>
    /// <param name="onlyActive">Whether silos that are gone are left out.</param>
    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

    /// <inheritdoc cref="GetDetailedHosts(bool)" />
    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive, CancellationToken cancellationToken) => GetDetailedHosts(onlyActive);

    /// <summary>The number of activations of each class on each silo.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <inheritdoc cref="GetSimpleGrainStatistics()" />
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(CancellationToken cancellationToken) => GetSimpleGrainStatistics();

    /// <summary>The number of activations of each class on some silos.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    /// <inheritdoc cref="GetSimpleGrainStatistics(SiloAddress[])" />
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds, CancellationToken cancellationToken) =>
        GetSimpleGrainStatistics(hostsIds);

    /// <summary>Every activation.</summary>
    /// <param name="types">Only of these classes; all, if null.</param>
    /// <param name="hostsIds">Only on these silos; all, if null.</param>
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null);

    /// <inheritdoc cref="GetDetailedGrainStatistics(string[], SiloAddress[])" />
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(
        string[]? types, SiloAddress[]? hostsIds, CancellationToken cancellationToken) => GetDetailedGrainStatistics(types, hostsIds);

    /// <summary>The number of all activations.</summary>
    Task<int> GetTotalActivationCount();

    /// <inheritdoc cref="GetTotalActivationCount()" />
    Task<int> GetTotalActivationCount(CancellationToken cancellationToken) => GetTotalActivationCount();
}
