namespace ImageOrleans.Contracts;

/// <summary>Removes what is not needed any more: one for the whole cluster, with the key 0.</summary>
public interface IHousekeepingGrain : IGrainWithIntegerKey
{
    /// <summary>Begins a round, unless one is under way: old requests each time, what was left over at first and then daily. Every silo asks for it.</summary>
    /// <returns>A task that ends when it has begun.</returns>
    Task Tidy();
}
