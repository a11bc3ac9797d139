using ImageOrleans.Hosting;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Options;

try
{
    var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory,
    });
    var cluster = builder.Configuration.GetSection(ClusterSettings.SectionName).Get<ClusterSettings>() ?? new ClusterSettings();
    var database = builder.Configuration.GetSection(DatabaseOptions.SectionName).Get<DatabaseOptions>() ?? new DatabaseOptions();
    if (cluster.Clustering == ClusteringKind.Embedded)
    {
        throw new ConfigurationException(
            "A silo on its own needs others to find it: set Cluster:Clustering to Redis. The web server has a silo inside when it is alone.");
    }

    builder.Services.AddCatalogueStorage(builder.Configuration);
    builder.Services.AddGrainServices(builder.Configuration);
    builder.UseOrleans(silo => silo.UseCatalogueSilo(cluster, database.Provider));
    await builder.Build().RunAsync();
    return 0;
}
catch (Exception exception) when (exception is ConfigurationException or LibvipsNotFoundException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return ConfigurationException.ExitCode;
}
