using System.Text;
using ImageOrleans.Grains.Webhooks;

namespace ImageOrleans.Grains.Tests;

public sealed class WebhookSecretTests
{
    /// <summary>The example of the specification (https://github.com/standard-webhooks/standard-webhooks, libraries).</summary>
    [Fact]
    public void Signatures_are_those_of_the_specification()
    {
        Assert.True(WebhookSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var secret));

        var signature = secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }
}
