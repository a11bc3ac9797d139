using ImageOrleans.Grains.Webhooks;

namespace ImageOrleans.Grains.Tests;

public sealed class WebhookOptionsTests
{
    private static readonly string Sound = SecretOf(32);

    [Fact]
    public void The_defaults_are_valid() => Assert.True(new WebhookOptionsValidator().Validate(null, new WebhookOptions()).Succeeded);

    [Theory]
    [InlineData(24)]
    [InlineData(64)]
    public void Secrets_of_24_to_64_bytes_are_taken(int bytes) => Assert.Empty(ProblemsOf(secrets: [SecretOf(bytes), Sound]));

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_not Base64!")]
    [InlineData("bXlzZWNyZXRteXNlY3JldG15c2VjcmV0bXlzZWNyZXQ=")]
    public void What_is_no_secret_is_named_by_its_place_and_not_repeated(string secret)
    {
        var problem = Assert.Single(ProblemsOf(secrets: [Sound, secret]));

        Assert.StartsWith("Webhooks:Secrets:1 must be 'whsec_' and the Base64 of 24 to 64 random bytes", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("mysecret", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(23)]
    [InlineData(65)]
    public void A_secret_that_is_too_short_or_too_long_is_refused_and_not_repeated(int bytes)
    {
        var problem = Assert.Single(ProblemsOf(secrets: [SecretOf(bytes)]));

        Assert.DoesNotContain(SecretOf(bytes)[6..], problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_secrets_are_too_many() =>
        Assert.Contains("Webhooks:Secrets has 3 entries", Assert.Single(ProblemsOf(secrets: [Sound, Sound, Sound])), StringComparison.Ordinal);

    [Theory]
    [InlineData("/hook")]
    [InlineData("ftp://shop.example/")]
    [InlineData("https://user:secret@shop.example/")]
    public void A_url_that_is_none_is_refused(string url) =>
        Assert.StartsWith("Webhooks:Url is no absolute", Assert.Single(ProblemsOf(url)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.5)]
    [InlineData(26)]
    public void A_timeout_out_of_range_is_refused(double seconds) =>
        Assert.StartsWith("Webhooks:Timeout is", Assert.Single(ProblemsOf(timeout: seconds)), StringComparison.Ordinal);

    private static string SecretOf(int bytes) => $"whsec_{Convert.ToBase64String(Enumerable.Range(1, bytes).Select(value => (byte)value).ToArray())}";

    private static IEnumerable<string> ProblemsOf(string? url = null, string[]? secrets = null, double timeout = 20)
    {
        var options = new WebhookOptions { Url = url, Timeout = TimeSpan.FromSeconds(timeout) };
        foreach (var secret in secrets ?? [])
        {
            options.Secrets.Add(secret);
        }

        return new WebhookOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
