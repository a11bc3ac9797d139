using ImageOrleans.Csv;
using ImageOrleans.Fetching;
using ImageOrleans.Fetching.Guarding;
using ImageOrleans.Grains;
using ImageOrleans.Grains.Housekeeping;
using ImageOrleans.Grains.Images;
using ImageOrleans.Grains.Requests;
using ImageOrleans.Grains.Webhooks;
using ImageOrleans.Hosting.Startup;
using ImageOrleans.Imaging;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace ImageOrleans.Hosting;

/// <summary>Registers what the executables are made of.</summary>
public static class ServiceRegistration
{
    private static readonly TimeSpan AfterGrace = TimeSpan.FromSeconds(10);

    /// <summary>Adds what both a web server and a silo need: options, files, database and tables, the pixel codec, and the schema at start.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration that the options are bound to. What is out of range stops the start.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddCatalogueStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<StorageOptions>(configuration, StorageOptions.SectionName);
        services.AddValidatedOptions<DatabaseOptions>(configuration, DatabaseOptions.SectionName);
        services.AddValidatedOptions<CatalogueOptions>(configuration, CatalogueOptions.SectionName);
        services.AddValidatedOptions<ClusterSettings>(configuration, ClusterSettings.SectionName);
        services.AddValidatedOptions<WebhookOptions>(configuration, WebhookOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        services.AddValidatedOptions<ImagingOptions>(configuration, ImagingOptions.SectionName);
        services.AddSingleton(provider => ImageCodecs.Create(provider.GetRequiredService<IOptions<ImagingOptions>>().Value));
        services.AddFetching(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(CreateDatabase);
        services.AddSingleton<SchemaInstaller>();
        services.AddSingleton<RequestTable>();
        services.AddSingleton<SegmentTables>();
        services.AddSingleton<RequestRemover>();
        services.AddSingleton<StorageSweeper>();
        services.AddSingleton<ObjectStore>();
        services.AddSingleton<ImageStore>();
        services.AddSingleton<RequestStore>();
        services.AddHostedService<CodecStartup>();
        services.AddHostedService<StorageStartup>();
        return services;
    }

    /// <summary>Adds what the grains of a silo work with: fetching, imaging, the compression lane.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration that the options are bound to. What is out of range stops the start.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddGrainServices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<ProcessingOptions>(configuration, ProcessingOptions.SectionName);
        services.AddOptions<HostOptions>().Configure<IOptions<ProcessingOptions>>((host, processing) =>
        {
            // What is under way may take its time, and the end of everything else some more.
            var whole = processing.Value.ShutdownGrace + AfterGrace;
            host.ShutdownTimeout = whole > host.ShutdownTimeout ? whole : host.ShutdownTimeout;
        });
        services.AddOptions<GrainCollectionOptions>().Configure<IOptions<ProcessingOptions>>((grains, processing) =>
        {
            // So may the deactivation of the grains that wait for it.
            var whole = processing.Value.ShutdownGrace + AfterGrace;
            grains.DeactivationTimeout = whole > grains.DeactivationTimeout ? whole : grains.DeactivationTimeout;
        });
        services.AddValidatedOptions<RetentionOptions>(configuration, RetentionOptions.SectionName);
        services.AddSingleton<IImageCompressor>(provider => new ImageCompressor(
            provider.GetRequiredService<IOptions<ImagingOptions>>().Value, provider.GetRequiredService<IPixelCodec>()));
        services.AddSingleton<CompressionLane>();
        services.AddSingleton<StopSignal>();
        services.AddSingleton<ImagePipeline>();
        services.AddSingleton<ImageBudget>();
        services.AddSingleton<GrainCallRetry>();
        services.AddSingleton<RequestServices>();
        services.AddSingleton<Housekeeper>();
        services.AddSingleton(provider => new WebhookSender(
            CreateWebhookClient(provider), provider.GetRequiredService<IOptions<WebhookOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<UnfinishedWork>();
        services.AddHostedService<ClusterSizeWatch>();
        services.AddHostedService<HousekeepingWatch>();
        return services;
    }

    private static CatalogueDatabase CreateDatabase(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<DatabaseOptions>>();
        try
        {
            return new CatalogueDatabase(options, provider.GetRequiredService<IOptions<StorageOptions>>());
        }
        catch (ArgumentException exception)
        {
            // The drivers tell what is wrong, and the name of their parameter.
            const string Setting = $"{DatabaseOptions.SectionName}:{nameof(DatabaseOptions.ConnectionString)}";
            var problem = exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);
            throw new ConfigurationException(
                problem.StartsWith(Setting, StringComparison.Ordinal) ? problem : $"{Setting} can't be used: {problem}", exception);
        }
    }

    private static HttpClient CreateWebhookClient(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<FetchingOptions>>().Value;
        var handler = GuardedHttpHandler.Create(provider.GetRequiredService<AddressGuard>(), options);
        return new HttpClient(handler)
        {
            Timeout = provider.GetRequiredService<IOptions<WebhookOptions>>().Value.Timeout,
            DefaultRequestHeaders = { { "User-Agent", options.UserAgent } },
        };
    }

    private static void AddValidatedOptions<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class =>
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
