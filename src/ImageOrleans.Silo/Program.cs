using ImageOrleans.Hosting;
using ImageOrleans.Storage.Database;

try
{
    IHost? host = null;
    await StartupFailure.GuardAsync(async () =>
    {
        host = CreateHost(args);
        await host.StartAsync();
    });
    await using var running = (IAsyncDisposable)host!;
    await host!.WaitForShutdownAsync();
    return 0;
}
catch (ConfigurationException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return ConfigurationException.ExitCode;
}

static IHost CreateHost(string[] arguments)
{
    var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
    {
        Args = arguments,
        ContentRootPath = AppContext.BaseDirectory,
    });
    ConfigurationCheck.Require(builder.Configuration, ConfigurationCheck.Options);
    var cluster = builder.Configuration.GetSection(ClusterSettings.SectionName).Get<ClusterSettings>() ?? new ClusterSettings();
    var database = builder.Configuration.GetSection(DatabaseOptions.SectionName).Get<DatabaseOptions>() ?? new DatabaseOptions();
    if (cluster.Clustering == ClusteringKind.Embedded)
    {
        throw new ConfigurationException(
            "A silo on its own needs others to find it: set Cluster:Clustering to Redis. "
            + "The web server has a silo inside when it is alone.");
    }

    var isStarted = false;
    StartupFailure.TellOnce(builder.Logging, () => isStarted);
    builder.Services.AddCatalogueStorage(builder.Configuration);
    builder.Services.AddGrainServices(builder.Configuration);
    builder.UseOrleans(silo => silo.UseCatalogueSilo(cluster, database.Provider));
    var host = builder.Build();
    host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => isStarted = true);
    return host;
}
