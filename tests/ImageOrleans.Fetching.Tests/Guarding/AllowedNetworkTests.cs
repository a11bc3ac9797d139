using ImageOrleans.Fetching.Guarding;

namespace ImageOrleans.Fetching.Tests.Guarding;

public class AllowedNetworkTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("192.168.7.9/32", "192.168.7.9/32")]
    [InlineData("FD00::/8", "fd00::/8")]
    [InlineData("::1/128", "::1/128")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0/8")]
    public void A_network_in_CIDR_notation_is_read(string text, string network)
    {
        Assert.True(AllowedNetwork.TryParse(text, out var parsed, out _));
        Assert.Equal(network, parsed.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/8 ")]
    [InlineData("10.0.0/8")]
    [InlineData("10/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("0x0a.0.0.0/8")]
    [InlineData("167772160/8")]
    [InlineData("fd00::/129")]
    [InlineData("fe80::%1/64")]
    [InlineData("[fd00::]/8")]
    [InlineData("localhost/8")]
    public void Nonsense_is_refused_by_name(string? text)
    {
        Assert.False(AllowedNetwork.TryParse(text, out _, out string? problem));
        Assert.Contains($"'{text}'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_with_host_bits_is_refused_with_the_network_it_may_have_meant()
    {
        Assert.False(AllowedNetwork.TryParse("10.1.2.3/8", out _, out string? problem));
        Assert.Contains("10.0.0.0/8", problem, StringComparison.Ordinal);
    }
}
