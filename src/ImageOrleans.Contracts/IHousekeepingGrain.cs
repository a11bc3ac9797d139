namespace ImageOrleans.Contracts;

/// <summary>Removes what is not needed any more: one for the whole cluster, with the key 0.</summary>
public interface IHousekeepingGrain : IGrainWithIntegerKey
{
    /// <summary>Begins to tidy up, unless that is under way or was done lately. Every silo asks for it now and then.</summary>
    /// <returns>A task that ends when it has begun.</returns>
    Task Tidy();
}
