using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using ImageOrleans.Contracts;
using ImageOrleans.Grains.State;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Tests;

/// <summary>What a crash, a second activation or a failing database leaves behind, and what becomes of it.</summary>
public sealed class RecoveryTests
{
    private const string Header = "S. No.,Product Name,Input Image Urls\n";

    private static readonly ImageOutcome Stale = new()
    {
        Status = ImageStatus.Compressed,
        ImageHash = "0123456789abcdef0123456789abcdef01234567",
        Format = ImageFormat.Jpeg,
        BytesIn = 2,
        BytesOut = 1,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_product_that_was_written_elsewhere_meanwhile_is_written_again(DatabaseProvider provider)
    {
        var cluster = await CatalogueCluster.ShareAsync(provider);
        await using var origin = await LoopbackOrigin.StartAsync();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = _ => released.Task;
        var id = Guid.NewGuid();
        await cluster.SubmitAsync(id, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");
        await Eventually.HoldsAsync(() => origin.Calls.ContainsKey("/lamp.jpg"), Cancellation);

        await InsertStateAsync(cluster.Data, id, "00000000", "product", new ProductState { Attempt = 1, UploadId = "another", Outcomes = [Stale] });
        released.SetResult();
        var request = await cluster.WaitForEndAsync(id);

        Assert.Equal((RequestStatus.Succeeded, 1L), (request.Status, request.Progress.ImagesCompressed));
        Assert.Equal(1, origin.Calls["/lamp.jpg"]);
        Assert.DoesNotContain(Stale.ImageHash!, cluster.ReadOutput(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_of_a_removed_request_is_not_taken_for_a_new_one_with_its_id()
    {
        var cluster = await CatalogueCluster.ShareAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var id = Guid.NewGuid();
        await InsertStateAsync(cluster.Data, id, "00000000", "product", new ProductState { Attempt = 1, UploadId = "removed", Outcomes = [Stale] });

        var request = await cluster.ProcessAsync(
            id, $"{Header}1,Lamp,\"{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))} {origin.Serve("/chair.jpg", TestImages.Jpeg(2))}\"\n");

        Assert.Equal((RequestStatus.Succeeded, 2L), (request.Status, request.Progress.ImagesCompressed));
        Assert.DoesNotContain(Stale.ImageHash!, cluster.ReadOutput(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_could_not_be_stored_is_taken_when_it_is_told_again()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await using var origin = await LoopbackOrigin.StartAsync();
        var calls = new ConcurrentQueue<string>();
        var hook = origin.Serve("/hook", context =>
        {
            calls.Enqueue(context.Request.Method);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        var id = Guid.NewGuid();
        var request = await cluster.ProcessAsync(id, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");
        var notice = new WebhookNotice { Url = hook, Request = request };
        var grain = cluster.Client.GetGrain<IWebhookGrain>(id);
        await ExecuteAsync(
            data,
            "CREATE TRIGGER refuse BEFORE INSERT ON OrleansStorage WHEN NEW.GrainTypeString = 'webhook' BEGIN SELECT RAISE(ABORT, 'refused'); END");

        await Assert.ThrowsAnyAsync<Exception>(() => grain.Deliver(notice));
        await ExecuteAsync(data, "DROP TRIGGER refuse");
        await grain.Deliver(notice);

        await Eventually.HoldsAsync(() => !calls.IsEmpty, Cancellation);
    }

    [Fact]
    public async Task What_fails_while_the_process_stops_is_left_to_the_next_one()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = path => path == "/chair.jpg" ? released.Task : Task.CompletedTask;
        var lamp = origin.Serve("/lamp.jpg", TestImages.Jpeg(1));
        var chair = origin.Serve("/chair.jpg", TestImages.Jpeg(2));
        var id = Guid.NewGuid();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await cluster.SubmitAsync(id, $"{Header}1,Lamp,{lamp}\n2,Chair,{chair}\n");
        await cluster.WaitForAsync(id, request => request.Progress.RowsDone == 1);

        // What trying again does not mend, in a process that was asked to stop.
        await ExecuteAsync(
            data,
            "CREATE TRIGGER refuse BEFORE INSERT ON OrleansStorage WHEN NEW.GrainTypeString = 'product' "
            + "BEGIN SELECT RAISE(ABORT, 'refused'); END");
        cluster.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        released.SetResult();

        // Nothing is kept of the row that was done: the run has ended.
        var stopped = await cluster.WaitForAsync(id, request => request.Progress.RowsDone == 0);
        await cluster.KillAsync();
        await ExecuteAsync(data, "DROP TRIGGER refuse");
        await using var next = await CatalogueCluster.StartAsync(data);
        var finished = await next.WaitForEndAsync(id);

        Assert.Equal(RequestStatus.Processing, stopped.Status);
        Assert.Equal((RequestStatus.Succeeded, 2L), (finished.Status, finished.Progress.ImagesCompressed));
    }

    [Fact]
    public async Task A_request_that_cannot_be_woken_holds_up_no_other()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = _ => released.Task;
        var csv = $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n";
        var (damaged, sound) = (Guid.NewGuid(), Guid.NewGuid());
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await cluster.SubmitAsync(damaged, csv);
        await cluster.SubmitAsync(sound, csv);
        await cluster.KillAsync();
        await ExecuteAsync(data, "UPDATE OrleansStorage SET PayloadBinary = X'00' WHERE GrainTypeString = 'request' AND GrainIdN0 = @n0", damaged);

        released.SetResult();
        await using var next = await CatalogueCluster.StartAsync(data);

        // By the table alone: a question to the grain would wake it too.
        var table = next.Services.GetRequiredService<RequestTable>();
        await Eventually.HoldsAsync(async () => (await table.FindAsync(sound, Cancellation))!.Status == RequestStatus.Succeeded, Cancellation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_removal_that_a_crash_came_into_is_ended_by_the_next_start(bool stateIsCleared)
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var id = Guid.NewGuid();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await cluster.ProcessAsync(id, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");
        await Eventually.HoldsAsync(async () => await CountAsync(data, "SELECT count(*) FROM OrleansStorage WHERE CAST(PayloadBinary AS TEXT) LIKE '%\"endToTell\":false%'") == 1, Cancellation);
        await cluster.KillAsync();

        // What the last process did not come to: the request's state, or the row of the table, is as before.
        await ExecuteAsync(data, "UPDATE csv_request SET deleted_at = '2026-01-02T03:04:05.000Z'");
        if (stateIsCleared)
        {
            await ExecuteAsync(data, "DELETE FROM OrleansStorage WHERE GrainTypeString = 'request' AND GrainIdN0 = @n0", id);
        }

        await using var next = await CatalogueCluster.StartAsync(data);
        await Eventually.HoldsAsync(async () =>
            await CountAsync(data, "SELECT count(*) FROM csv_request") == 0 && await CountAsync(data, "SELECT count(*) FROM OrleansStorage") == 0, Cancellation);
        Assert.False(Directory.Exists(data.PathOf($"requests/{id:D}")));
        Assert.Empty(Directory.GetFiles(data.PathOf("images"), "*", SearchOption.AllDirectories));
    }

    private static Task InsertStateAsync<T>(CatalogueData data, Guid id, string extension, string type, T state) => ExecuteAsync(
        data,
        $"""
        INSERT INTO OrleansStorage (GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
        VALUES (@n0, @n1, '{type}', '{extension}', 'catalogue-tests', @payload, '2026-01-01', 1)
        """,
        id,
        new GrainStateSerializer().Serialize(state).ToArray());

    private static async Task ExecuteAsync(CatalogueData data, string sql, Guid id = default, byte[]? payload = null)
    {
        await using var database = DatabaseOf(data);
        await using var connection = await database.Writes.OpenConnectionAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        Add("n0", BitConverter.ToInt64(id.ToByteArray(), 0));
        Add("n1", BitConverter.ToInt64(id.ToByteArray(), 8));
        Add("payload", payload ?? []);
        await command.ExecuteNonQueryAsync(Cancellation);

        void Add(string name, object value)
        {
            if (!sql.Contains($"@{name}", StringComparison.Ordinal))
            {
                return;
            }

            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    private static CatalogueDatabase DatabaseOf(CatalogueData data) =>
        new(Options.Create(data.Database.Options), Options.Create(new StorageOptions { DataDirectory = data.Folder }));

    private static async Task<long> CountAsync(CatalogueData data, string sql)
    {
        await using var database = DatabaseOf(data);
        await using var connection = await database.Reads.OpenConnectionAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancellation), CultureInfo.InvariantCulture);
    }
}
