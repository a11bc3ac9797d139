using System.Collections.Concurrent;
using Dapper;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ImageOrleans.Grains.Tests;

/// <summary>The announcement of a request's end, over attempts, restarts and damage.</summary>
public sealed class WebhookTests
{
    private const string Header = "S. No.,Product Name,Input Image Urls\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_a_receiver_did_not_take_is_sent_again_after_a_restart_with_the_same_id(DatabaseProvider provider)
    {
        await using var data = await CatalogueData.CreateAsync(provider);
        await using var receiver = await Receiver.StartAsync(503, 204);
        var id = Guid.NewGuid();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await receiver.SubmitAsync(cluster, id);
        await WaitForAsync(cluster, id, report => report.Attempts.Length == 1);
        await cluster.KillAsync();

        // The pause before the next attempt is over.
        await using var next = await CatalogueCluster.StartAsync(data, new LaterTimeProvider(TimeSpan.FromMinutes(1)));
        var report = await WaitForAsync(next, id, report => report.Status == WebhookStatus.Delivered);

        Assert.Equal([1, 2], report.Attempts.Select(attempt => attempt.Number));
        Assert.Equal([503, 204], report.Attempts.Select(attempt => attempt.StatusCode));
        Assert.Equal(["The receiver answered 503.", null], report.Attempts.Select(attempt => attempt.Problem));
        Assert.Equal([$"msg_{id:N}_1", $"msg_{id:N}_1"], receiver.Ids);
        Assert.All(report.Attempts, attempt => Assert.True(attempt.DurationMilliseconds > 0));
        Assert.Null(report.NextAttemptAt);
        await Eventually.HoldsAsync(
            async () => (await next.Services.GetRequiredService<RequestTable>().ListPendingWebhooksAsync(Cancellation)).Count == 0, Cancellation);
    }

    [Fact]
    public async Task What_is_delivered_or_given_up_can_be_sent_again()
    {
        await using var receiver = await Receiver.StartAsync(410, 204, 200);
        var id = Guid.NewGuid();
        var cluster = await CatalogueCluster.ShareAsync();
        var webhook = cluster.Client.GetGrain<IWebhookGrain>(id);
        Assert.Null(await webhook.GetReport());
        Assert.Null(await webhook.Redeliver());
        await receiver.SubmitAsync(cluster, id);
        var givenUp = await WaitForAsync(cluster, id, report => report.Status == WebhookStatus.GivenUp);

        await webhook.Redeliver();
        await WaitForAsync(cluster, id, report => report.Status == WebhookStatus.Delivered);
        await webhook.Redeliver();
        var report = await WaitForAsync(cluster, id, report => report.Status == WebhookStatus.Delivered && report.Attempts.Length == 3);

        Assert.Equal(410, Assert.Single(givenUp.Attempts).StatusCode);
        Assert.Equal([1, 2, 3], report.Attempts.Select(attempt => attempt.Number));
        Assert.Single(receiver.Ids.Distinct());
    }

    [Fact]
    public async Task How_far_it_has_come_is_told_while_an_attempt_is_under_way()
    {
        await using var receiver = await Receiver.StartAsync(204);
        var released = new TaskCompletionSource();
        receiver.BeforeAnswer = () => released.Task;
        var id = Guid.NewGuid();
        var cluster = await CatalogueCluster.ShareAsync();
        await receiver.SubmitAsync(cluster, id);
        await Eventually.HoldsAsync(() => !receiver.Ids.IsEmpty, Cancellation);

        var report = await cluster.Client.GetGrain<IWebhookGrain>(id).GetReport();
        released.SetResult();

        Assert.Equal((receiver.Url, WebhookStatus.Pending, 0), (report!.Url, report.Status, report.Attempts.Length));
        await WaitForAsync(cluster, id, delivered => delivered.Status == WebhookStatus.Delivered);
    }

    [Fact]
    public async Task A_delivery_is_told_of_once_it_is_stored()
    {
        await using var data = await CatalogueData.CreateAsync(DatabaseProvider.Postgres);
        await using var receiver = await Receiver.StartAsync(204);
        var id = Guid.NewGuid();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await using var connection = await cluster.Services.GetRequiredService<CatalogueDatabase>().Writes.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        var released = new TaskCompletionSource();
        receiver.BeforeAnswer = () => released.Task;
        await cluster.Client.GetGrain<IWebhookGrain>(id).Deliver(new WebhookNotice { Url = receiver.Url, Request = SomeRequest(id) });
        await connection.ExecuteAsync("LOCK TABLE OrleansStorage IN EXCLUSIVE MODE", transaction: transaction);
        released.SetResult();
        await Eventually.HoldsAsync(async () => await CountWaitingAsync() > 0, Cancellation);

        var early = await cluster.Client.GetGrain<IWebhookGrain>(id).GetReport();
        await transaction.RollbackAsync(Cancellation);
        var late = await WaitForAsync(cluster, id, report => report.Status == WebhookStatus.Delivered);

        Assert.Equal((WebhookStatus.Pending, 0), (early!.Status, early.Attempts.Length));
        Assert.Single(late.Attempts);

        Task<long> CountWaitingAsync() => connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'OrleansStorage'::regclass", transaction: transaction);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_webhook_with_damaged_state_keeps_a_request_neither_from_its_end_nor_from_its_removal(DatabaseProvider provider)
    {
        await using var data = await CatalogueData.CreateAsync(provider);
        await using var receiver = await Receiver.StartAsync(204);
        var id = Guid.NewGuid();
        await using (var cluster = await CatalogueCluster.StartAsync(data))
        {
            await cluster.Client.GetGrain<IWebhookGrain>(id).Deliver(new WebhookNotice { Url = receiver.Url, Request = SomeRequest(id) });
            await WaitForAsync(cluster, id, report => report.Status == WebhookStatus.Delivered);
            Assert.Equal(1, await ExecuteAsync(cluster, "UPDATE OrleansStorage SET PayloadBinary = @damage WHERE GrainTypeString = 'webhook'"));
        }

        await using var next = await CatalogueCluster.StartAsync(data);
        await receiver.SubmitAsync(next, id);
        var request = await next.WaitForEndAsync(id);
        var left = await next.Services.GetRequiredService<RequestTable>().ListPendingWebhooksAsync(Cancellation);
        await next.Client.GetGrain<IRequestGrain>(id).Delete();

        Assert.Equal(RequestStatus.Succeeded, request.Status);
        Assert.Empty(left);
        Assert.Single(receiver.Ids);
        await Eventually.HoldsAsync(async () => await ExecuteAsync(next, "UPDATE OrleansStorage SET PayloadBinary = @damage") == 0, Cancellation);
    }

    private static RequestSnapshot SomeRequest(Guid id) => new()
    {
        Id = id,
        FileName = "catalogue.csv",
        Settings = new CompressionSettings(),
        Status = RequestStatus.Succeeded,
        Attempt = 7,
        RowCount = 1,
        ImageCount = 1,
        Progress = new RequestProgress(),
        CreatedAt = DateTimeOffset.UtcNow,
        UpdatedAt = DateTimeOffset.UtcNow,
    };

    private static async Task<int> ExecuteAsync(CatalogueCluster cluster, string sql)
    {
        await using var connection = await cluster.Services.GetRequiredService<CatalogueDatabase>().Writes.OpenConnectionAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        var damage = command.CreateParameter();
        (damage.ParameterName, damage.Value) = ("damage", new byte[] { 0 });
        command.Parameters.Add(damage);
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<WebhookReport> WaitForAsync(CatalogueCluster cluster, Guid id, Func<WebhookReport, bool> condition)
    {
        WebhookReport? report = null;
        await Eventually.HoldsAsync(async () =>
        {
            report = await cluster.Client.GetGrain<IWebhookGrain>(id).GetReport();
            return report is not null && condition(report);
        }, Cancellation);
        return report!;
    }

    /// <summary>Takes announcements, and answers each with the next status code.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly LoopbackOrigin _origin;
        private readonly ConcurrentQueue<int> _answers;

        private Receiver(LoopbackOrigin origin, int[] answers)
        {
            _origin = origin;
            _answers = new ConcurrentQueue<int>(answers);
            Url = origin.Serve("/hook", AnswerAsync);
        }

        public string Url { get; }

        public ConcurrentQueue<string> Ids { get; } = new();

        public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

        public static async Task<Receiver> StartAsync(params int[] answers) => new(await LoopbackOrigin.StartAsync(), answers);

        public Task<CommandResult> SubmitAsync(CatalogueCluster cluster, Guid id) => cluster.SubmitAsync(
            id, $"{Header}1,Lamp,{_origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n", webhookUrl: Url);

        public ValueTask DisposeAsync() => _origin.DisposeAsync();

        private async Task AnswerAsync(HttpContext context)
        {
            Ids.Enqueue(context.Request.Headers["webhook-id"].ToString());
            await BeforeAnswer();
            Assert.True(_answers.TryDequeue(out var statusCode), "Nobody asked for another announcement.");
            context.Response.StatusCode = statusCode;
        }
    }
}
