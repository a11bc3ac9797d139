using Dapper;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Storage.Tests;

/// <summary>What Orleans' ADO.NET grain storage makes of keys, versions and cleared states. What removes and counts rows relies on it.</summary>
public sealed class GrainStorageRowTests
{
    private static readonly Guid Key = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
    private const long KeyN0 = 5089025570114612571;
    private const long KeyN1 = 1050790581882611105;

    [Fact]
    public async Task A_guid_key_is_two_numbers()
    {
        var silos = await NoteSilos.ShareAsync(DatabaseProvider.Sqlite);

        await silos.Client.GetGrain<IGuidNoteGrain>(Key).Write("note");

        Assert.Equal(
            (KeyN0, KeyN1, "product", "", NoteSilos.ServiceId),
            await FindAsync(silos, "GrainIdN0 = @KeyN0 AND GrainIdN1 = @KeyN1 AND GrainIdExtensionString = ''", new { KeyN0, KeyN1 }));
    }

    [Fact]
    public async Task A_guid_compound_key_is_two_numbers_and_its_extension()
    {
        var silos = await NoteSilos.ShareAsync(DatabaseProvider.Sqlite);

        await silos.Client.GetGrain<INoteGrain>(Key, "7").Write("note");

        Assert.Equal(
            (KeyN0, KeyN1, "product", "7", NoteSilos.ServiceId),
            await FindAsync(silos, "GrainIdN0 = @KeyN0 AND GrainIdN1 = @KeyN1 AND GrainIdExtensionString <> ''", new { KeyN0, KeyN1 }));
    }

    [Fact]
    public async Task An_integer_key_is_the_second_number()
    {
        var silos = await NoteSilos.ShareAsync(DatabaseProvider.Sqlite);

        await silos.Client.GetGrain<IIntegerNoteGrain>(-5).Write("note");

        Assert.Equal((0, -5, "product", "", NoteSilos.ServiceId), await FindAsync(silos, "GrainIdN1 = -5"));
    }

    [Fact]
    public async Task A_string_key_is_the_extension()
    {
        var silos = await NoteSilos.ShareAsync(DatabaseProvider.Sqlite);

        await silos.Client.GetGrain<IStringNoteGrain>("käse").Write("note");

        Assert.Equal((0, 0, "product", "käse", NoteSilos.ServiceId), await FindAsync(silos, "GrainIdN0 = 0 AND GrainIdN1 = 0"));
    }

    [Fact]
    public async Task String_keys_that_look_like_hexadecimal_numbers_are_numbers_and_may_share_a_row()
    {
        var silos = await NoteSilos.ShareAsync(DatabaseProvider.Sqlite);

        await silos.Client.GetGrain<IStringNoteGrain>("b").Write("of b");

        Assert.Equal((0, 11, "product", "", NoteSilos.ServiceId), await FindAsync(silos, "GrainIdN1 = 11"));
        Assert.Equal("of b", await silos.Client.GetGrain<IStringNoteGrain>("0B").Read());
    }

    [Fact]
    public async Task Versions_are_counted_and_known_to_who_reads()
    {
        var silos = await NoteSilos.ShareAsync(DatabaseProvider.Sqlite);
        var id = Guid.NewGuid();
        var grain = silos.Client.GetGrain<IGuidNoteGrain>(id);
        Assert.Equal((null, false), await grain.Record());

        await grain.Write("first");
        await grain.Write("second");

        Assert.Equal(("2", true), await grain.Record());
        Assert.Equal(("2", true), await silos.OtherClient.GetGrain<IGuidNoteGrain>(id).Record());
    }

    [Fact]
    public async Task Cleared_state_leaves_an_empty_row()
    {
        var silos = await NoteSilos.ShareAsync(DatabaseProvider.Sqlite);
        var id = Guid.NewGuid();
        var grain = silos.Client.GetGrain<IGuidNoteGrain>(id);
        await grain.Write("note");

        await grain.Clear();

        Assert.Equal(("2", false), await grain.Record());
        Assert.Equal([(true, 2L)], await ListPayloadsAsync(silos, id));
        Assert.Equal(("2", false), await silos.OtherClient.GetGrain<IGuidNoteGrain>(id).Record());
    }

    [Fact]
    public async Task Cleared_state_is_deleted_if_so_configured()
    {
        var silos = await NoteSilos.ShareAsync(DatabaseProvider.Sqlite);
        var id = Guid.NewGuid();
        var grain = silos.Client.GetGrain<IForgottenNoteGrain>(id);
        await grain.Write("note");

        await grain.Clear();

        Assert.Equal((null, false), await grain.Record());
        Assert.Empty(await ListPayloadsAsync(silos, id));
        await grain.Write("another");
        Assert.Equal("another", await silos.OtherClient.GetGrain<IForgottenNoteGrain>(id).Read());
    }

    private static async Task<(long N0, long N1, string Type, string Extension, string Service)> FindAsync(
        NoteSilos silos, string condition, object? parameters = null)
    {
        await using var connection = await silos.Data.Database.Reads.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await connection.QuerySingleAsync<(long, long, string, string, string)>(
            $"SELECT GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId FROM OrleansStorage WHERE {condition}", parameters);
    }

    private static async Task<IEnumerable<(bool IsEmpty, long Version)>> ListPayloadsAsync(NoteSilos silos, Guid id)
    {
        var bytes = id.ToByteArray();
        await using var connection = await silos.Data.Database.Reads.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await connection.QueryAsync<(bool, long)>(
            "SELECT PayloadBinary IS NULL, Version FROM OrleansStorage WHERE GrainIdN0 = @n0 AND GrainIdN1 = @n1",
            new { n0 = BitConverter.ToInt64(bytes), n1 = BitConverter.ToInt64(bytes, 8) });
    }
}
