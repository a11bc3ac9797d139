using Orleans.Concurrency;

namespace ImageOrleans.Contracts;

/// <summary>Announces the end of a request. Its key is the request's id.</summary>
public interface IWebhookGrain : IGrainWithGuidKey
{
    /// <summary>Takes over the announcement. It is kept until it is delivered or given up, also through restarts.</summary>
    /// <param name="notice">What to announce, and where. The same notice again changes nothing.</param>
    /// <returns>A task that ends when the announcement is safe, not when it is delivered.</returns>
    Task Deliver(WebhookNotice notice);

    /// <summary>Goes on with the announcement, if there is one that is neither delivered nor given up.</summary>
    /// <returns>A task that ends when the next attempt is scheduled.</returns>
    Task Resume();

    /// <summary>Sends the announcement again, now, also when it was delivered or given up; it is retried as the first time.</summary>
    /// <returns>How far it has come; null when there is nothing to announce.</returns>
    Task<WebhookReport?> Redeliver();

    /// <summary>Tells how far the announcement has come, as it is stored. It is answered at once, also while an attempt is under way.</summary>
    /// <returns>How far it has come; null when there is nothing to announce.</returns>
    [AlwaysInterleave]
    Task<WebhookReport?> GetReport();

    /// <summary>Forgets the announcement, delivered or not.</summary>
    /// <returns>A task that ends when nothing is left of it.</returns>
    Task Delete();
}
