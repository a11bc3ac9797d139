namespace ImageOrleans.Contracts;

/// <summary>Removes what is not needed any more: one for the whole cluster, with the key 0.</summary>
public interface IHousekeepingGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Begins a round, unless one is under way: for old requests each time, for what was left over at first and then daily. Every silo
    /// asks for it now and then.
    /// </summary>
    /// <returns>A task that ends when it has begun.</returns>
    Task Tidy();
}
