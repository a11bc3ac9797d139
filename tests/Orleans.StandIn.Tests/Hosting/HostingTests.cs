using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.StandIn.Tests.Identity;
using Orleans.StandIn.Tests.Lifetime;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Hosting;

public sealed class HostingTests
{
    private readonly (int Silo, int Gateway) _ports = FreePorts.Pair();
    private readonly Journal _journal = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_in_a_host_serves_the_host_s_own_client()
    {
        using var host = await Start(Localhost);

        Assert.Equal("x", await host.Services.GetRequiredService<IClusterClient>().GetGrain<IStringKeyGrain>("x").Key().Soon());
        Assert.Equal("y", await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IStringKeyGrain>("y").Key().Soon());
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task The_older_host_builder_does_as_well()
    {
        using var host = new HostBuilder()
            .ConfigureServices(services => services.AddSingleton(_journal))
            .UseOrleans((_, silo) => Localhost(silo))
            .Build();
        await host.StartAsync(Token);

        Assert.Equal("x", await host.Services.GetRequiredService<IClusterClient>().GetGrain<IStringKeyGrain>("x").Key().Soon());
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_web_application_does_as_well()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_journal);
        builder.UseOrleans(Localhost);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/{key}", (string key, IGrainFactory grains) => grains.GetGrain<IStringKeyGrain>(key).Key());
        await app.StartAsync(Token);

        using var http = new HttpClient();
        Assert.Equal("abc", await http.GetStringAsync(new Uri($"{app.Urls.Single()}/abc"), Token));
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task A_client_in_another_host_finds_the_silo_by_its_gateway()
    {
        using var host = await Start(Localhost);
        using var client = BuildClient(c => c.UseLocalhostClustering(_ports.Gateway));
        await client.StartAsync(Token);

        Assert.Equal("x", await client.Services.GetRequiredService<IClusterClient>().GetGrain<IStringKeyGrain>("x").Key().Soon());
        await client.StopAsync(Token);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Localhost_clustering_keeps_the_default_names_unless_others_are_given()
    {
        using (var host = await Start(Localhost))
        {
            var options = host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value;
            Assert.Equal(("default", "default"), (options.ClusterId, options.ServiceId));
            await host.StopAsync(Token);
        }

        using (var host = await Start(s => s.UseLocalhostClustering(_ports.Silo, _ports.Gateway, null, "shop", "blue")))
        {
            var options = host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value;
            Assert.Equal(("blue", "shop"), (options.ClusterId, options.ServiceId));
            var details = host.Services.GetRequiredService<ILocalSiloDetails>();
            Assert.Equal("blue", details.ClusterId);
            Assert.Equal(_ports.Silo, details.SiloAddress.Endpoint.Port);
            Assert.Equal(_ports.Gateway, details.GatewayAddress.Endpoint.Port);
            Assert.Equal($"S127.0.0.1:{_ports.Silo}:{details.SiloAddress.Generation}", details.SiloAddress.ToString());
            await host.StopAsync(Token);
        }
    }

    [Fact]
    public async Task Options_come_from_code_and_configuration()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Messaging:ResponseTimeout", "00:00:42")])
            .Build();
        using var host = await Start(silo =>
        {
            Localhost(silo);
            silo.Configure<SiloOptions>(o => o.SiloName = "the-silo");
            silo.Configure<SiloMessagingOptions>(configuration.GetSection("Messaging"));
        });

        Assert.Equal("the-silo", host.Services.GetRequiredService<ILocalSiloDetails>().Name);
        Assert.Equal(
            TimeSpan.FromSeconds(42), host.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task The_section_Orleans_names_the_cluster()
    {
        var builder = NewBuilder();
        builder.Configuration.AddInMemoryCollection(
            [new("Orleans:ClusterId", "c-1"), new("Orleans:ServiceId", "s-1"), new("Orleans:Name", "n-1")]);
        builder.UseOrleans(Localhost);
        using var host = builder.Build();
        await host.StartAsync(Token);

        var options = host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value;
        Assert.Equal(("c-1", "s-1"), (options.ClusterId, options.ServiceId));
        Assert.Equal("n-1", host.Services.GetRequiredService<ILocalSiloDetails>().Name);
        await host.StopAsync(Token);
    }

    [Fact]
    public void The_default_options_are_those_of_Orleans()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), new SiloMessagingOptions().ResponseTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), new ClientMessagingOptions().ResponseTimeout);
        Assert.Equal(TimeSpan.FromMinutes(15), new GrainCollectionOptions().CollectionAge);
        Assert.Equal(TimeSpan.FromMinutes(1), new GrainCollectionOptions().CollectionQuantum);
        Assert.Equal((11111, 30000), (EndpointOptions.DEFAULT_SILO_PORT, EndpointOptions.DEFAULT_GATEWAY_PORT));
    }

    [Fact]
    public async Task Start_up_tasks_run_before_the_host_has_started_and_may_call_grains()
    {
        _journal.Open("host is being built");
        using var host = await Start(silo =>
        {
            Localhost(silo);
            silo.AddStartupTask<NotingStartupTask>();
            silo.AddStartupTask((services, _) =>
            {
                services.GetRequiredService<Journal>().Note("startup: delegate");
                return Task.CompletedTask;
            });
        });

        Assert.Equal(["delegate", "task"], _journal.Notes("startup: ").Order(StringComparer.Ordinal));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_start_up_task_that_fails_keeps_the_host_from_starting() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => Start(silo =>
        {
            Localhost(silo);
            silo.AddStartupTask((_, _) => throw new InvalidDataException("not today"));
        }));

    [Fact]
    public async Task Participants_start_in_the_order_of_their_stages_and_stop_in_reverse()
    {
        using var host = await Start(silo =>
        {
            Localhost(silo);
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, NotingParticipant>();
        });
        await host.StopAsync(Token);

        Assert.Equal(["start 10000", "start 20000", "stop 20000", "stop 10000"], _journal.Notes("stage: "));
    }

    [Fact]
    public async Task Stopping_the_host_deactivates_the_grains()
    {
        using var host = await Start(Localhost);
        var grain = host.Services.GetRequiredService<IClusterClient>().GetGrain<ILifetimeGrain>("g");
        var id = await grain.Activation().Soon();

        await host.StopAsync(Token);

        Assert.Equal([$"{id} on", $"{id} ShuttingDown", $"{id} off"], _journal.Notes("g: "));
    }

    [Fact]
    public async Task A_silo_without_clustering_does_not_start()
    {
        var builder = NewBuilder();
        builder.UseOrleans(_ => { });
        using var host = builder.Build();

        await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Token));
    }

    [Fact]
    public void A_silo_and_a_client_in_one_host_are_refused()
    {
        var builder = NewBuilder();
        builder.UseOrleans(Localhost);

        Assert.Throws<OrleansConfigurationException>(() => builder.UseOrleansClient(c => c.UseLocalhostClustering()));
    }

    private void Localhost(ISiloBuilder silo) => silo.UseLocalhostClustering(_ports.Silo, _ports.Gateway);

    private HostApplicationBuilder NewBuilder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(_journal);
        return builder;
    }

    private async Task<IHost> Start(Action<ISiloBuilder> configure)
    {
        var builder = NewBuilder();
        builder.UseOrleans(configure);
        var host = builder.Build();
        try
        {
            await host.StartAsync(Token);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private static IHost BuildClient(Action<IClientBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(configure);
        return builder.Build();
    }
}
