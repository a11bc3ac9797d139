using ImageOrleans.Contracts;
using ImageOrleans.Grains.Requests;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport;
using Microsoft.Data.Sqlite;

namespace ImageOrleans.Grains.Tests;

/// <summary>What ends a request, and what people are told to do then.</summary>
public sealed class PermanentFailureTests
{
    private const string Header = "S. No.,Product Name,Input Image Urls\n";

    public static TheoryData<Exception, string> Failures => new()
    {
        { new InvalidDataException("The catalogue is gone"), "The catalogue is gone. Upload the catalogue again." },
        { new UnauthorizedAccessException("Access to '/secret' is denied."), "has no right to read or write a file of its data directory" },
        { new PathTooLongException("/secret"), "Set Storage:DataDirectory to a folder with a shorter path" },
        { new SqliteException("no such table: secret", 1), "See to the database, then retry the request." },
        { new InvalidOperationException("secret"), "Once that is mended, retry the request." },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void It_says_what_is_wrong_and_what_to_do(Exception exception, string expected)
    {
        var description = PermanentFailure.Describe(exception);

        Assert.Contains(expected, description, StringComparison.Ordinal);
        Assert.EndsWith(".", description, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_whose_catalogue_is_lost_fails_and_says_what_to_do(bool isDamaged)
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = _ => released.Task;
        var id = Guid.NewGuid();
        await using (var cluster = await CatalogueCluster.StartAsync(data))
        {
            await cluster.SubmitAsync(id, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");
            await cluster.KillAsync();
        }

        released.SetResult();
        var index = data.PathOf(new RequestFiles(id).InputIndex);
        if (isDamaged)
        {
            await File.WriteAllTextAsync(index, "{", TestContext.Current.CancellationToken);
        }
        else
        {
            File.Delete(index);
        }

        await using var next = await CatalogueCluster.StartAsync(data);
        var request = await next.WaitForEndAsync(id);
        var retry = await next.Client.GetGrain<IRequestGrain>(id).Retry();

        Assert.Equal(RequestStatus.Failed, request.Status);
        Assert.EndsWith("Upload the catalogue again.", request.StatusReason, StringComparison.Ordinal);
        Assert.Equal((CommandOutcome.Conflict, request.StatusReason), (retry.Outcome, retry.Message));
    }
}
