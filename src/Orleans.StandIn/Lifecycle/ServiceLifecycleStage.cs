namespace Orleans;

/// <summary>The stages of a silo's life.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before all.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime is prepared.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>The runtime's services.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>The runtime's stores.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>The runtime's services for grains.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>The application's services.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>The silo becomes part of the cluster.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>The silo works.</summary>
    public const int Active = 20000;

    /// <summary>After all.</summary>
    public const int Last = int.MaxValue;
}
