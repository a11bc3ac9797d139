using System.Net;
using System.Net.Sockets;
using ImageOrleans.Grains;
using ImageOrleans.Grains.State;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace ImageOrleans.Hosting;

/// <summary>Sets silos and clients up.</summary>
public static class SiloSetup
{
    // A product is called once and comes to its end. Where a million of them were takes 400 MB, and helps nobody.
    private const int DirectoryCacheSize = 16_384;

    // Behind the storage of the grains. This name is no part of the data.
    private const string DatabaseStorage = "database";

    /// <summary>Sets a silo up: how it finds others, where grain state and reminders are kept.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="settings">The cluster.</param>
    /// <param name="database">The kind of database.</param>
    /// <returns>The silo.</returns>
    /// <exception cref="ConfigurationException">The settings ask for what can't be had.</exception>
    public static ISiloBuilder UseCatalogueSilo(this ISiloBuilder silo, ClusterSettings settings, DatabaseProvider database)
    {
        UseClustering(silo, settings, database);
        silo.UseCatalogueGrains(database);
        OrleansDashboard.Add(silo, settings);
        return silo;
    }

    /// <summary>Keeps grain state and reminders in the database, and tells callers when that is away.</summary>
    /// <param name="silo">The silo, whose services have a <see cref="CatalogueDatabase"/>.</param>
    /// <param name="database">The kind of database.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder UseCatalogueGrains(this ISiloBuilder silo, DatabaseProvider database)
    {
        silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = DirectoryCacheSize);
        silo.Services.AddGrainStorage(
            GrainStorageNames.Provider,
            (services, _) => ActivatorUtilities.CreateInstance<TransientFailureGrainStorage>(
                services, services.GetRequiredKeyedService<IGrainStorage>(DatabaseStorage)));
        silo.Services.AddSingleton<TransientFailureReporter>();
        silo.AddIncomingGrainCallFilter<TransientFailureFilter>();
        silo.AddAdoNetGrainStorage(DatabaseStorage, (AdoNetGrainStorageOptions _) => { });
        silo.Services.AddOptions<AdoNetGrainStorageOptions>(DatabaseStorage).Configure<CatalogueDatabase>((options, connections) =>
        {
            options.Invariant = connections.Invariant;
            options.DataSource = connections.Writes;
            options.GrainStorageSerializer = new GrainStateSerializer();
            options.DeleteStateOnClear = true;
        });

        if (database == DatabaseProvider.Postgres)
        {
            silo.UseAdoNetReminderService((AdoNetReminderTableOptions _) => { });
            silo.Services.AddOptions<AdoNetReminderTableOptions>().Configure<CatalogueDatabase>((options, connections) =>
            {
                options.Invariant = connections.Invariant;
                options.DataSource = connections.Writes;
            });
        }
        else
        {
            // Orleans has no reminders in SQLite. One process alone goes on with unfinished work at its start.
            silo.UseInMemoryReminderService();
        }

        return silo;
    }

    /// <summary>Sets a client up that finds its silos through Redis.</summary>
    /// <param name="client">The client.</param>
    /// <param name="settings">The cluster.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ConfigurationException">The settings ask for what can't be had.</exception>
    public static IClientBuilder UseCatalogueClient(this IClientBuilder client, ClusterSettings settings)
    {
        client.Configure<ClusterOptions>(options => Name(options, settings));
        RedisClustering.Use(client, settings);
        OrleansDashboard.Add(client, settings);
        return client;
    }

    private static void UseClustering(ISiloBuilder silo, ClusterSettings settings, DatabaseProvider database)
    {
        if (settings.Clustering == ClusteringKind.Embedded)
        {
            // Nobody else connects; but Orleans wants ports, and the usual ones may be taken by another instance.
            var ports = FreePorts(2);
            silo.UseLocalhostClustering(ports[0], ports[1], primarySiloEndpoint: null, settings.ServiceId, settings.ClusterId);
            return;
        }

        if (database == DatabaseProvider.Sqlite)
        {
            throw new ConfigurationException(
                "A cluster needs a database that all its processes reach: "
                + $"set {DatabaseOptions.SectionName}:{nameof(DatabaseOptions.Provider)} to Postgres, "
                + $"or {ClusterSettings.SectionName}:{nameof(ClusterSettings.Clustering)} to {nameof(ClusteringKind.Embedded)}.");
        }

        silo.Configure<ClusterOptions>(options => Name(options, settings));
        RedisClustering.Use(silo, settings);
    }

    private static void Name(ClusterOptions options, ClusterSettings settings)
    {
        options.ClusterId = settings.ClusterId;
        options.ServiceId = settings.ServiceId;
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in listeners)
            {
                listener.Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
            {
                listener.Dispose();
            }
        }
    }
}
