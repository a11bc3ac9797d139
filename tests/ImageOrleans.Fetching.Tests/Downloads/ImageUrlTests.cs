using FsCheck;
using FsCheck.Fluent;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Downloads;

namespace ImageOrleans.Fetching.Tests.Downloads;

public class ImageUrlTests
{
    [Theory]
    [InlineData("http://shop.example/a.jpg", "http://shop.example/a.jpg")]
    [InlineData("  https://shop.example/a.jpg\u00a0\r\n", "https://shop.example/a.jpg")]
    [InlineData("HTTPS://Shop.EXAMPLE/A.jpg", "https://shop.example/A.jpg")]
    [InlineData("http://shop.example", "http://shop.example/")]
    [InlineData("http://shop.example?size=1", "http://shop.example/?size=1")]
    [InlineData("http://shop.example/a.jpg#top", "http://shop.example/a.jpg")]
    [InlineData("http://shop.example/a.jpg?b=c#top", "http://shop.example/a.jpg?b=c")]
    [InlineData("http://shop.example/red shoe.jpg", "http://shop.example/red%20shoe.jpg")]
    [InlineData("http://shop.example/crème brûlée.jpg?größe=1", "http://shop.example/cr%C3%A8me%20br%C3%BBl%C3%A9e.jpg?gr%C3%B6%C3%9Fe=1")]
    [InlineData("http://shop.example/a\"<b>.jpg", "http://shop.example/a%22%3Cb%3E.jpg")]
    [InlineData("http://shop.example/a%20b%2Fc%E9.jpg", "http://shop.example/a%20b%2Fc%E9.jpg")]
    [InlineData("http://shop.example/100%.jpg", "http://shop.example/100%25.jpg")]
    [InlineData("http://shop.example/a,b;c=(1)!.jpg", "http://shop.example/a,b;c=(1)!.jpg")]
    [InlineData("http://shop.example/a\\b.jpg", "http://shop.example/a/b.jpg")]
    [InlineData("http://shop.example/a/../b/./c.jpg", "http://shop.example/b/c.jpg")]
    [InlineData("http://shop.exa\nmple/a\tb.jpg", "http://shop.example/ab.jpg")]
    [InlineData("http://shop.example:80/", "http://shop.example/")]
    [InlineData("https://shop.example:8443/", "https://shop.example:8443/")]
    [InlineData("http://bücher.example/", "http://xn--bcher-kva.example/")]
    [InlineData("http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/")]
    [InlineData("http://my_bucket.s3.example/", "http://my_bucket.s3.example/")]
    [InlineData("http://2130706433/", "http://127.0.0.1/")]
    [InlineData("http://[::1]/", "http://[::1]/")]
    public void A_URL_is_read_as_browsers_read_it(string text, string asked)
    {
        Assert.True(ImageUrl.TryParse(text, out Uri? url, out FetchFailure? failure), failure?.Message);
        string host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        string port = url.IsDefaultPort ? "" : $":{url.Port}";
        Assert.Equal(asked, $"{url.Scheme}://{host}{port}{url.PathAndQuery}{url.Fragment}");
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData(" \t", "empty")]
    [InlineData("shop.example/a.jpg", "absolute http or https")]
    [InlineData("/a.jpg", "absolute http or https")]
    [InlineData("//shop.example/a.jpg", "absolute http or https")]
    [InlineData("ftp://shop.example/a.jpg", "absolute http or https")]
    [InlineData("file:///etc/passwd", "absolute http or https")]
    [InlineData("data:image/png;base64,AAAA", "absolute http or https")]
    [InlineData("javascript:alert(1)", "absolute http or https")]
    [InlineData("http://", "absolute http or https")]
    [InlineData("http:///a.jpg", "absolute http or https")]
    [InlineData("http:shop.example", "absolute http or https")]
    [InlineData("http://shop.example:99999/", "absolute http or https")]
    [InlineData("http://a b/", "absolute http or https")]
    [InlineData("http://127%2e0.0.1/", "absolute http or https")]
    [InlineData("http://user@shop.example/", "user name or password")]
    [InlineData("http://user:secret@shop.example/", "user name or password")]
    [InlineData("http://:secret@shop.example/", "user name or password")]
    [InlineData("http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/", "no valid name")]
    [InlineData("http://üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü.example/", "no valid name")]
    public void What_is_no_URL_of_an_image_is_refused_with_what_is_wrong(string? text, string problem)
    {
        Assert.False(ImageUrl.TryParse(text, out _, out FetchFailure? failure));
        Assert.Equal(FailureCodes.InvalidUrl, failure.Code);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData(8192, true)]
    [InlineData(8193, false)]
    public void A_URL_has_at_most_8192_characters(int length, bool accepted)
    {
        string url = "http://shop.example/".PadRight(length, 'a');

        Assert.Equal(accepted, ImageUrl.TryParse(url, out _, out _));
    }

    [Fact]
    public void A_host_name_has_at_most_253_characters()
    {
        string label = new('a', 49);
        string host = string.Join('.', Enumerable.Repeat(label, 5)) + ".abc"; // 5 × 50 − 1 + 4 = 253

        Assert.True(ImageUrl.TryParse($"http://{host}/", out _, out _));
        Assert.True(ImageUrl.TryParse($"http://{host}./", out _, out _));
        Assert.False(ImageUrl.TryParse($"http://{host}d/", out _, out _));
    }

    [Theory]
    [InlineData("b.jpg", "http://shop.example/x/b.jpg")]
    [InlineData("/b.jpg", "http://shop.example/b.jpg")]
    [InlineData("../b.jpg", "http://shop.example/b.jpg")]
    [InlineData("?v=2", "http://shop.example/x/a.jpg?v=2")]
    [InlineData("//cdn.example/b.jpg", "http://cdn.example/b.jpg")]
    [InlineData("https://cdn.example/b.jpg", "https://cdn.example/b.jpg")]
    [InlineData("/b c.jpg#top", "http://shop.example/b%20c.jpg")]
    public void A_redirect_is_resolved_against_the_URL_that_redirected(string location, string expected)
    {
        Assert.True(ImageUrl.TryFollow(new Uri("http://shop.example/x/a.jpg?v=1"), location, out Uri? url, out _));
        Assert.Equal(expected, url.AbsoluteUri);
    }

    [Theory]
    [InlineData("ftp://shop.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:pw@shop.example/")]
    [InlineData("//user@shop.example/")]
    [InlineData("")]
    public void A_redirect_to_what_is_no_URL_of_an_image_is_refused(string location)
    {
        Assert.False(ImageUrl.TryFollow(new Uri("http://shop.example/"), location, out _, out FetchFailure? failure));
        Assert.Equal(FailureCodes.InvalidUrl, failure.Code);
        Assert.StartsWith("The server redirected to", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_text_the_answer_is_an_askable_URL_or_a_failure()
    {
        Gen<char> characters = Gen.OneOf(
            Gen.Elements([.. "ab.:/\\@%?#[]-_ \t\n\0xn0127ü０。\u00ad\ud800\ufeff"]), Gen.Choose(0, 0xffff).Select(code => (char)code));
        Gen<string> texts = Gen.OneOf(Gen.Constant(""), Gen.Constant("http://"), Gen.Constant("https://h/"), Gen.Constant("http://xn--"))
            .SelectMany(start => characters.ArrayOf().Select(rest => start + new string(rest)));
        int urls = 0;

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            if (!ImageUrl.TryParse(text, out Uri? url, out FetchFailure? failure))
            {
                return failure.Message.Length > 0;
            }

            urls++;
            return url.IdnHost.Length > 0
                && url.PathAndQuery.All(c => c is > ' ' and <= '~')
                && url.UserInfo.Length == 0
                && url.Fragment.Length == 0;
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(20_000));

        Assert.True(urls > 1000, $"Only {urls} of the texts were URLs.");
    }
}
