namespace Orleans.Runtime;

/// <summary>Names a state that a grain's constructor asks for.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute
{
    /// <summary>Names the state and its store.</summary>
    /// <param name="stateName">The state's name among those of the grain.</param>
    /// <param name="storageName">The store's name; without one the default store.</param>
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    /// <summary>The state's name among those of the grain.</summary>
    public string StateName { get; }

    /// <summary>The store's name; without one the default store.</summary>
    public string? StorageName { get; }
}
