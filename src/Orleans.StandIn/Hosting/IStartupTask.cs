namespace Orleans.Runtime;

/// <summary>Something to do when a silo starts.</summary>
public interface IStartupTask
{
    /// <summary>Does it. What it throws keeps the silo from starting.</summary>
    Task Execute(CancellationToken cancellationToken);
}
