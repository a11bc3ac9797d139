using System.Net;
using FsCheck;
using FsCheck.Fluent;
using ImageOrleans.Fetching.Guarding;

namespace ImageOrleans.Fetching.Tests.Guarding;

public class EmbeddedAddressProperties
{
    private static readonly AddressGuard Guard = new([]);

    // Whole IPv4 space, and every boundary of the special networks, which chance would miss.
    private static readonly Gen<IPAddress> IPv4 = Gen.OneOf(
        Gen.Choose(0, 255).ArrayOf(4).Select(bytes => new IPAddress([.. bytes.Select(one => (byte)one)])),
        Gen.Elements([.. SpecialNetwork.IPv4.SelectMany(special => Boundaries(special.Network))]));

    public static TheoryData<string> Forms => [.. Wrappers.Keys];

    private static Dictionary<string, Func<byte[], byte[]>> Wrappers { get; } = new(StringComparer.Ordinal)
    {
        ["mapped"] = v4 => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, .. v4],
        ["compatible"] = v4 => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. v4],
        ["translated"] = v4 => [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, .. v4],
        ["NAT64"] = v4 => [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. v4],
        ["local NAT64"] = v4 => [0, 0x64, 0xff, 0x9b, 0, 1, 0, 0, 0, 0, 0, 0, .. v4],
        ["6to4"] = v4 => [0x20, 0x02, .. v4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        ["Teredo client"] = v4 => [0x20, 1, 0, 0, 1, 2, 3, 4, 0, 0, 0x12, 0x34, .. v4.Select(one => (byte)~one)],
        ["Teredo server"] = v4 => [0x20, 1, 0, 0, .. v4, 0, 0, 0x12, 0x34, 0xf7, 0xf7, 0xf7, 0xf7],
        ["ISATAP"] = v4 => [0x2a, 0, 0, 1, 0, 2, 0, 3, 0, 0, 0x5e, 0xfe, .. v4],
        ["ISATAP, universal"] = v4 => [0x2a, 0, 0, 1, 0, 2, 0, 3, 2, 0, 0x5e, 0xfe, .. v4],
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_IPv4_address_has_the_same_verdict_in_every_IPv6_form(string form)
    {
        int allowed = 0;
        int refused = 0;

        Prop.ForAll(IPv4.ToArbitrary(), address =>
        {
            bool itself = Guard.Check(address).IsAllowed;
            _ = itself ? allowed++ : refused++;
            IPAddress wrapped = new(Wrappers[form](address.GetAddressBytes()));
            return (Guard.Check(wrapped).IsAllowed == itself).Label($"{address} as {wrapped}");
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(2000));

        Assert.True(allowed > 100 && refused > 100, $"{allowed} allowed and {refused} refused addresses prove little.");
    }

    private static IEnumerable<IPAddress> Boundaries(IPNetwork network)
    {
        uint first = Number(network.BaseAddress);
        uint last = first + (uint)((1UL << (32 - network.PrefixLength)) - 1);
        uint[] numbers = [unchecked(first - 1), first, last, unchecked(last + 1)];
        return numbers.Select(Address);
    }

    private static uint Number(IPAddress address) => BitConverter.ToUInt32([.. address.GetAddressBytes().Reverse()]);

    private static IPAddress Address(uint number) => new([.. BitConverter.GetBytes(number).Reverse()]);
}
