namespace Orleans.Runtime;

/// <summary>How many activations of a class a silo has.</summary>
[GenerateSerializer, Immutable]
public sealed class SimpleGrainStatistic
{
    /// <summary>The class: full name and assembly.</summary>
    [Id(0)]
    public string GrainType { get; init; } = null!;

    /// <summary>The silo.</summary>
    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = null!;

    /// <summary>The number.</summary>
    [Id(2)]
    public int ActivationCount { get; init; }
}
