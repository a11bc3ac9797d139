using System.Collections.Immutable;
using Orleans.Serialization;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Arguments;

public sealed class ArgumentTests(SharedCluster cluster)
{
    private static readonly int[] Numbers = [1, 2];
    private static readonly string[] Words = ["a", "b"];

    private IArgumentGrain Grain => cluster.Client.GetGrain<IArgumentGrain>(Guid.NewGuid().ToString("N") + "-argument");

    public static IEnumerable<TheoryDataRow<object>> Simple => Rows(
        true, (byte)1, (sbyte)-1, (short)2, (ushort)2, 3, 3u, 4L, 4ul, 1.5f, 2.5, 3.5m, 'c', "text", Guid.NewGuid(),
        new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1),
        new DateOnly(2026, 1, 2), new TimeOnly(3, 4), new Uri("https://example.org/a?b#c"), new Version(1, 2, 3),
        Colour.Blue, DayOfWeek.Friday, new Point(1, null), GrainId.Create("a", "b"));

    public static IEnumerable<TheoryDataRow<object>> Collections => Rows(
        new byte[] { 1, 2 }, Words, new int[2, 2], new List<int> { 1, 2 },
        new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }, new HashSet<int> { 1, 2 },
        new Queue<int>([1, 2]), new SortedDictionary<int, string> { [1] = "a" }, ImmutableArray.Create(1, 2),
        ImmutableList.Create("a"), ImmutableDictionary<string, int>.Empty.Add("a", 1), ImmutableHashSet.Create(1),
        new List<List<string?>> { new() { "a", null } }, new Point?[] { new Point(1, 2), null }, (1, "two"),
        Tuple.Create(1, "two"), new KeyValuePair<string, int>("a", 1), new object[] { 1, "two", Colour.Red },
        new ReadOnlyMemory<byte>([1, 2]).ToArray());

    [Theory]
    [MemberData(nameof(Simple))]
    public async Task A_simple_value_comes_back(object value) => Assert.Equal(value, await Grain.Echo(value).Soon());

    [Theory]
    [MemberData(nameof(Collections))]
    public async Task A_collection_comes_back_as_what_it_was(object value)
    {
        var back = await Grain.Echo(value).Soon();

        Assert.IsType(value.GetType(), back);
        Assert.Equal(value, back);
    }

    [Fact]
    public async Task An_enumeration_needs_no_mark() => Assert.Equal(Size.Large, await Grain.EchoAny(Size.Large).Soon());

    [Fact]
    public async Task Null_comes_back() => Assert.Null(await Grain.Echo(null).Soon());

    [Fact]
    public async Task A_record_comes_back_with_its_constructor_s_values()
    {
        var offer = new Offer("pen", 1.5m, ["a", "b"]);

        var back = await Grain.EchoAny(offer).Soon();

        Assert.Equal((offer.Name, offer.Price), (back.Name, back.Price));
        Assert.Equal(offer.Tags, back.Tags);
    }

    [Fact]
    public async Task A_derived_type_comes_back_whole()
    {
        Basket basket = new GiftBasket
        {
            Items = { "pen" },
            Counts = { ["pen"] = [1, 2] },
            Inner = new Basket { Items = { "ink" } },
            Note = "for you",
            Link = new Uri("https://example.org/"),
        };

        var back = Assert.IsType<GiftBasket>(await Grain.EchoAny(basket).Soon());

        Assert.Equal(["pen"], back.Items);
        Assert.Equal([1, 2], back.Counts["pen"]);
        Assert.Equal(["ink"], back.Inner!.Items);
        Assert.Equal("for you", back.Note);
        Assert.Equal("https://example.org/", back.Link!.ToString());
    }

    [Fact]
    public async Task A_generic_type_comes_back()
    {
        var back = await Grain.EchoAny(new Pair<Point> { Left = new Point(1, 2) }).Soon();

        Assert.Equal(new Point(1, 2), back.Left);
    }

    [Fact]
    public async Task A_cycle_of_objects_comes_back_as_a_cycle()
    {
        var basket = new Basket();
        basket.Inner = basket;

        var back = await Grain.EchoAny(basket).Soon();

        Assert.NotSame(basket, back);
        Assert.Same(back, back.Inner);
    }

    [Fact]
    public async Task One_object_in_two_places_stays_one_object()
    {
        var shared = new Basket();

        var back = await Grain.EchoAny(new Pair<Basket> { Left = shared, Right = shared }).Soon();

        Assert.Same(back.Left, back.Right);
    }

    [Fact]
    public async Task A_collection_expression_is_a_list_like_any_other()
    {
        Assert.Equal([1, 2, 3], await Grain.EchoList([1, 2, 3]).Soon());
        Assert.Equal(6, await Grain.SumOf(Enumerable.Range(1, 3).Select(i => i)).Soon());
    }

    [Fact]
    public async Task The_grain_does_not_see_what_the_caller_changes_later()
    {
        var grain = Grain;
        var basket = new Basket { Items = { "pen" } };
        await grain.KeepAndAdd(basket, "ink").Soon();

        basket.Items.Add("paper");

        Assert.Equal(["pen", "ink"], (await grain.Kept().Soon()).Items);
    }

    [Fact]
    public async Task The_caller_does_not_see_what_the_grain_changes()
    {
        var grain = Grain;
        var basket = new Basket { Items = { "pen" } };
        var back = await grain.KeepAndAdd(basket, "ink").Soon();
        back.Items.Clear();

        Assert.Equal(["pen"], basket.Items);
        Assert.Equal(["pen", "ink"], (await grain.Kept().Soon()).Items);
    }

    [Fact]
    public async Task Mutable_objects_are_copied_even_within_a_silo()
    {
        Assert.False(await Grain.IsShared(new Basket()).Soon());
        Assert.False(await Grain.IsShared(Numbers).Soon());
    }

    [Fact]
    public async Task Immutable_objects_are_passed_as_they_are_within_a_silo()
    {
        Assert.True(await Grain.IsShared(new FixedOffer("pen", [1])).Soon());
        Assert.True(await Grain.IsShared("text").Soon());
        Assert.True(await Grain.IsSharedByParameter([1, 2]).Soon());
    }

    [Fact]
    public void An_argument_that_cannot_be_serialised_is_refused()
    {
        var e = Assert.Throws<CodecNotFoundException>(() => { _ = Grain.Echo(new Unmarked()); });

        Assert.Contains(nameof(Unmarked), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_element_that_cannot_be_serialised_is_refused() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(
            async () => await Grain.Echo(new List<object> { 1, new Unmarked() }).Soon());

    [Fact]
    public async Task A_member_that_cannot_be_serialised_is_refused() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(
            async () => await Grain.EchoAny(new Pair<object> { Left = new Unmarked() }).Soon());

    [Fact]
    public async Task A_result_that_cannot_be_serialised_is_refused()
    {
        var e = await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Unserialisable().Soon());

        Assert.Contains(nameof(Unmarked), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_runtime_type_is_kept_where_an_interface_is_declared()
    {
        Assert.Equal("List`1", await Grain.TypeNameOf(new List<int> { 1 }).Soon());
        Assert.Equal("Int32[]", await Grain.TypeNameOf(Numbers).Soon());
        Assert.IsType<int[]>(await Grain.EchoList(Numbers).Soon());
    }

    private static IEnumerable<TheoryDataRow<object>> Rows(params object[] values) =>
        values.Select(v => new TheoryDataRow<object>(v));
}
