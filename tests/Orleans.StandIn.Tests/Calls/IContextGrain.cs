namespace Orleans.StandIn.Tests.Calls;

public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Read(string key);

    Task<string?> ReadThrough(IContextGrain other, string key);

    /// <summary>Whether a value that flows with the caller's own code is visible here.</summary>
    Task<bool> SeesTheCallersAsyncLocal();
}
