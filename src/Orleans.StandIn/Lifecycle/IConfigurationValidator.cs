namespace Orleans;

/// <summary>Looks at the configuration before a silo starts.</summary>
public interface IConfigurationValidator
{
    /// <summary>Says what is wrong.</summary>
    /// <exception cref="Runtime.OrleansConfigurationException">Something is; the silo does not start.</exception>
    void ValidateConfiguration();
}
