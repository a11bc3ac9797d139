using ImageOrleans.Contracts;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Grains.Requests;

/// <summary>Hands the end of a request to its webhook.</summary>
/// <param name="journal">The request.</param>
/// <param name="services">What it works with.</param>
internal sealed class RequestAnnouncement(RequestJournal journal, RequestServices services)
{
    private IWebhookGrain Webhook => services.Grains.GetGrain<IWebhookGrain>(journal.Id);

    /// <summary>Hands over the end, if anybody wants to know of it. The webhook delivers it in its own time.</summary>
    public async Task DeliverAsync()
    {
        if (Notice() is not { } notice)
        {
            return;
        }

        try
        {
            await TransientFailures.CallAsync(() => Webhook.Deliver(notice));
        }
        catch (Exception exception) when (PermanentFailure.Is(exception) && !services.IsStopping)
        {
            // A webhook that can't take it, say because its state is damaged, does not keep the request from its end.
            services.Logger.LogError(exception, "The end of request {Id} can't be announced to {Url}.", journal.Id, notice.Url);
            await services.Table.SaveWebhookStatusAsync(journal.Id, WebhookStatus.GivenUp, CancellationToken.None);
        }
    }

    /// <summary>Removes what is known of the announcement.</summary>
    public async Task DeleteAsync()
    {
        try
        {
            await TransientFailures.CallAsync(Webhook.Delete);
        }
        catch (Exception exception) when (PermanentFailure.Is(exception) && !services.IsStopping)
        {
            // A grain whose state is damaged does not come to life: nobody but this can remove the state.
            services.Logger.LogError(exception, "The webhook of request {Id} can't remove its state; it is removed from the table.", journal.Id);
            await services.Remover.RemoveWebhookStateAsync(journal.Id, CancellationToken.None);
        }
    }

    private WebhookNotice? Notice()
    {
        var state = journal.State;
        if (state.Submission is not { WebhookUrl: { } webhookUrl } submission)
        {
            return null;
        }

        var requestUrl = $"{submission.PublicBaseUrl}api/requests/{journal.Id:D}";
        return new WebhookNotice
        {
            Url = webhookUrl,
            Request = journal.Snapshot(),
            RequestUrl = requestUrl,
            OutputFileUrl = state.HasOutput ? $"{requestUrl}/output.csv" : null,
            ErrorsFileUrl = state.Progress.ImagesFailed > 0 ? $"{requestUrl}/errors.csv" : null,
        };
    }
}
