using ImageOrleans.Imaging.Codecs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageOrleans.Hosting.Startup;

/// <summary>Loads the image library at the start: where it is missing, people learn it then, not with the first image.</summary>
internal sealed class CodecStartup(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<IPixelCodec>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
