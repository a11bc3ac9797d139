using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Identity;

public sealed class IdentityTests(SharedCluster cluster)
{
    private IClusterClient Client => cluster.Client;

    [Fact]
    public async Task A_guid_key_is_read_back()
    {
        var key = Guid.NewGuid();
        var grain = Client.GetGrain<IGuidKeyGrain>(key);

        Assert.Equal(key, grain.GetPrimaryKey());
        Assert.Equal(key, await grain.Key());
        Assert.Equal(key.ToString("N"), grain.GetPrimaryKeyString());
    }

    [Fact]
    public async Task A_guid_compound_key_is_read_back()
    {
        var key = Guid.NewGuid();
        var grain = Client.GetGrain<IGuidCompoundKeyGrain>(key, "row+7");

        Assert.Equal((key, "row+7"), (grain.GetPrimaryKey(out var extension), extension));
        Assert.Equal((key, "row+7"), await grain.Key());
        Assert.EndsWith($"/{key:N}+row+7", grain.GetGrainId().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(171, "AB")]
    [InlineData(-1, "FFFFFFFFFFFFFFFF")]
    public async Task An_integer_key_is_read_back(long key, string text)
    {
        var grain = Client.GetGrain<IIntegerKeyGrain>(key);

        Assert.Equal(key, await grain.Key());
        Assert.Equal($"integerkey/{text}", grain.GetGrainId().ToString());
    }

    [Fact]
    public async Task An_integer_compound_key_is_read_back()
    {
        var grain = Client.GetGrain<IIntegerCompoundKeyGrain>(42, "ext");

        Assert.Equal((42, "ext"), await grain.Key());
        Assert.Equal("integercompoundkey/2A+ext", grain.GetGrainId().ToString());
    }

    [Fact]
    public async Task A_string_key_is_read_back()
    {
        var grain = Client.GetGrain<IStringKeyGrain>("käse/brot");

        Assert.Equal("käse/brot", await grain.Key());
        Assert.Equal("renamed/käse/brot", grain.GetGrainId().ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_string_key_is_refused(string key)
    {
        Assert.ThrowsAny<ArgumentException>(() => Client.GetGrain<IStringKeyGrain>(key));
        Assert.ThrowsAny<ArgumentException>(() => Client.GetGrain<IGuidCompoundKeyGrain>(Guid.NewGuid(), key));
    }

    [Fact]
    public async Task An_id_is_the_type_a_slash_and_the_key()
    {
        var grain = Client.GetGrain<IGuidKeyGrain>(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"));

        Assert.Equal("guidkey/0f8fad5bd9cb469fa16570867728950e", grain.GetGrainId().ToString());
        Assert.Equal("guidkey/0f8fad5bd9cb469fa16570867728950e", await grain.Id());
    }

    [Fact]
    public void An_id_is_parsed_from_its_text()
    {
        var id = GrainId.Parse("guidkey/0f8fad5bd9cb469fa16570867728950e");

        Assert.Equal("guidkey", id.Type.ToString());
        Assert.Equal("0f8fad5bd9cb469fa16570867728950e", id.Key.ToString());
        Assert.Equal(GrainId.Create("guidkey", "0f8fad5bd9cb469fa16570867728950e"), id);
        Assert.NotEqual(GrainId.Create("guidkey", "x"), id);
    }

    [Theory]
    [InlineData("guidkey/0f8fad5bd9cb469fa16570867728950e", 2771603171u)]
    [InlineData("a/b", 934980077u)]
    public void The_uniform_hash_is_the_same_everywhere(string id, uint hash) =>
        Assert.Equal(hash, GrainId.Parse(id).GetUniformHashCode());

    [Fact]
    public void References_to_one_grain_are_equal()
    {
        var key = Guid.NewGuid();
        var one = Client.GetGrain<IGuidKeyGrain>(key);
        var same = Client.GetGrain<IGuidKeyGrain>(key);
        var other = Client.GetGrain<IGuidKeyGrain>(Guid.NewGuid());

        Assert.True(one.Equals(same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.False(one.Equals(other));
        Assert.Equal(2, new HashSet<IGuidKeyGrain> { one, same, other }.Count);
    }

    [Fact]
    public async Task A_reference_is_handed_out_and_taken_back()
    {
        var grain = Client.GetGrain<IGuidKeyGrain>(Guid.NewGuid());
        var other = Client.GetGrain<IGuidKeyGrain>(Guid.NewGuid());

        Assert.Equal(grain, await grain.Self());
        Assert.Equal(other.GetGrainId().ToString(), await grain.AskIdOf(other));
    }

    [Fact]
    public async Task A_grain_is_found_by_its_id()
    {
        var grain = Client.GetGrain<IGuidKeyGrain>(Guid.NewGuid());

        var found = Client.GetGrain<IGuidKeyGrain>(grain.GetGrainId());

        Assert.Equal(grain, found);
        Assert.Equal(await grain.Id(), await found.Id());
    }

    [Fact]
    public void An_interface_that_no_class_implements_is_refused() =>
        Assert.Throws<ArgumentException>(() => Client.GetGrain<INowhereGrain>(Guid.NewGuid()));

    [Fact]
    public async Task Of_several_classes_a_prefix_chooses()
    {
        var prefix = typeof(BlueGrain).FullName!;

        Assert.Equal("blue", await Client.GetGrain<IColourGrain>(Guid.NewGuid(), prefix).Name());
        Assert.Throws<ArgumentException>(() => Client.GetGrain<IColourGrain>(Guid.NewGuid()));
    }

    [Fact]
    public async Task Of_several_classes_the_one_of_the_interface_s_name_is_meant() =>
        Assert.Equal("shape", await Client.GetGrain<IShapeGrain>(Guid.NewGuid()).Name());

    [Fact]
    public async Task A_grain_needs_no_base_class() =>
        Assert.Equal("plain/x", await Client.GetGrain<IPlainGrain>("x").Id());
}
