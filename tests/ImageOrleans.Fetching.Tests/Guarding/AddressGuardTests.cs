using System.Net;
using ImageOrleans.Fetching.Guarding;

namespace ImageOrleans.Fetching.Tests.Guarding;

public class AddressGuardTests
{
    private static readonly AddressGuard Guard = new([]);

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.0.3.0")]
    [InlineData("192.88.98.255")]
    [InlineData("192.88.100.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("198.51.99.255")]
    [InlineData("198.51.101.0")]
    [InlineData("203.0.112.255")]
    [InlineData("203.0.114.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:db7:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2001:db9::")]
    [InlineData("2400:cb00:2048:1::6810:1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:830::200e")]
    [InlineData("3ffe::1")]
    // IPv4 inside: 8.8.8.8, and the Teredo server 1.2.3.4
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::8.8.8.8")]
    [InlineData("::ffff:0:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    [InlineData("2001:0:102:304:0:1234:f7f7:f7f7")]
    [InlineData("2a00::5efe:8.8.8.8")]
    [InlineData("2a00::200:5efe:8.8.8.8")]
    // not ISATAP, though it looks like it
    [InlineData("2a00::100:5efe:10.0.0.1")]
    [InlineData("2a00::1:5efe:10.0.0.1")]
    public void A_public_address_is_allowed(string address)
    {
        Assert.Equal(new AddressVerdict(IsAllowed: true, "public"), Guard.Check(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("0.0.0.0", "RFC 791")]
    [InlineData("0.255.255.255", "RFC 791")]
    [InlineData("10.0.0.0", "RFC 1918")]
    [InlineData("10.255.255.255", "RFC 1918")]
    [InlineData("100.64.0.0", "RFC 6598")]
    [InlineData("100.127.255.255", "RFC 6598")]
    [InlineData("127.0.0.1", "RFC 1122")]
    [InlineData("127.255.255.255", "RFC 1122")]
    [InlineData("169.254.0.0", "RFC 3927")]
    [InlineData("169.254.169.254", "RFC 3927")]
    [InlineData("169.254.255.255", "RFC 3927")]
    [InlineData("172.16.0.0", "RFC 1918")]
    [InlineData("172.31.255.255", "RFC 1918")]
    [InlineData("192.0.0.0", "RFC 6890")]
    [InlineData("192.0.0.255", "RFC 6890")]
    [InlineData("192.0.2.1", "RFC 5737")]
    [InlineData("192.88.99.1", "RFC 7526")]
    [InlineData("192.168.0.0", "RFC 1918")]
    [InlineData("192.168.255.255", "RFC 1918")]
    [InlineData("198.18.0.0", "RFC 2544")]
    [InlineData("198.19.255.255", "RFC 2544")]
    [InlineData("198.51.100.1", "RFC 5737")]
    [InlineData("203.0.113.1", "RFC 5737")]
    [InlineData("224.0.0.1", "RFC 5771")]
    [InlineData("239.255.255.255", "RFC 5771")]
    [InlineData("240.0.0.0", "RFC 1112")]
    [InlineData("255.255.255.254", "RFC 1112")]
    [InlineData("255.255.255.255", "RFC 919")]
    [InlineData("::", "unspecified")]
    [InlineData("::1", "loopback")]
    [InlineData("100::1", "RFC 6666")]
    [InlineData("100:0:0:1::1", "RFC 9780")]
    [InlineData("2001:2::1", "RFC 2928")]
    [InlineData("2001:10::1", "RFC 2928")]
    [InlineData("2001:1ff:ffff::1", "RFC 2928")]
    [InlineData("2001:db8::1", "RFC 3849")]
    [InlineData("3fff:fff::1", "RFC 9637")]
    [InlineData("5f00::1", "RFC 9602")]
    [InlineData("fc00::1", "RFC 4193")]
    [InlineData("fdff:ffff::1", "RFC 4193")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%7", "link-local")]
    [InlineData("febf::1", "link-local")]
    [InlineData("fec0::1", "RFC 3879")]
    [InlineData("feff::1", "RFC 3879")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("200::1", "2000::/3")]
    [InlineData("4000::1", "2000::/3")]
    [InlineData("64:ff9a::1", "2000::/3")]
    // IPv4 inside
    [InlineData("::ffff:127.0.0.1", "RFC 1122")]
    [InlineData("::ffff:10.1.2.3", "RFC 1918")]
    [InlineData("::127.0.0.1", "IPv4-compatible")]
    [InlineData("::2", "IPv4-compatible")]
    [InlineData("::ffff:0:127.0.0.1", "IPv4-translated")]
    [InlineData("64:ff9b::169.254.169.254", "NAT64")]
    [InlineData("64:ff9b:1::10.0.0.1", "local NAT64")]
    [InlineData("64:ff9b:1:a00:0:100::", "RFC 8215")]
    [InlineData("64:ff9b:1:0:1::8.8.8.8", "RFC 8215")]
    [InlineData("2002:7f00:1::", "6to4")]
    [InlineData("2002:c0a8:101:5::1", "6to4")]
    [InlineData("2001:0:a00:1:0:1234:f7f7:f7f7", "Teredo server")]
    [InlineData("2001:0:102:304:0:1234:80ff:fffe", "Teredo client")]
    [InlineData("2a00::5efe:192.168.0.1", "ISATAP")]
    [InlineData("2a00:1:2:3:200:5efe:127.0.0.1", "ISATAP")]
    [InlineData("2002:808:808:0:0:5efe:127.0.0.1", "ISATAP")]
    public void An_address_that_is_not_public_is_refused_with_the_reason(string address, string reason)
    {
        AddressVerdict verdict = Guard.Check(IPAddress.Parse(address));

        Assert.False(verdict.IsAllowed, $"{address} was allowed: {verdict.Reason}");
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.1.2.3")]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3")]
    [InlineData("::ffff:10.0.0.0/104", "10.1.2.3")]
    [InlineData("127.0.0.1/32", "127.0.0.1")]
    [InlineData("::1/128", "::1")]
    [InlineData("fd00::/8", "fd12::1")]
    [InlineData("fe80::/10", "fe80::1%3")]
    [InlineData("64:ff9b::/96", "64:ff9b::10.0.0.1")]
    public void An_address_in_an_allowed_network_is_allowed(string network, string address)
    {
        Assert.False(Guard.Check(IPAddress.Parse(address)).IsAllowed);
        Assert.True(new AddressGuard([network]).Check(IPAddress.Parse(address)).IsAllowed);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "11.0.0.1", true)]
    [InlineData("10.0.0.0/8", "192.168.0.1", false)]
    [InlineData("10.0.0.0/8", "64:ff9b::10.0.0.1", false)]
    [InlineData("10.0.0.0/8", "::10.0.0.1", false)]
    [InlineData("10.0.0.0/8", "2002:a00:1::", false)]
    [InlineData("127.0.0.1/32", "127.0.0.2", false)]
    [InlineData("fd00::/8", "fc00::1", false)]
    public void An_allowed_network_changes_nothing_for_the_addresses_outside_it(string network, string address, bool allowed)
    {
        Assert.Equal(allowed, new AddressGuard([network]).Check(IPAddress.Parse(address)).IsAllowed);
    }

    [Fact]
    public void A_guard_is_not_made_of_nonsense()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new AddressGuard(["10.0.0.0/8", "10.0.0.0/40"]));

        Assert.Contains("10.0.0.0/40", exception.Message, StringComparison.Ordinal);
    }
}
