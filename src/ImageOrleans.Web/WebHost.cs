using System.Text.Json.Serialization;
using ImageOrleans.Hosting;
using ImageOrleans.Imaging;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Storage.Database;
using ImageOrleans.Web.Api;
using ImageOrleans.Web.Events;
using ImageOrleans.Web.Health;
using ImageOrleans.Web.Images;
using ImageOrleans.Web.Uploads;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Web;

/// <summary>Builds the web server.</summary>
internal static class WebHost
{
    private const string DefaultUrl = "http://localhost:8080";

    /// <summary>The options that can be configured, by section.</summary>
    public static IReadOnlyDictionary<string, Type> Options { get; } =
        new Dictionary<string, Type>(ConfigurationCheck.Options, StringComparer.OrdinalIgnoreCase) { [UploadOptions.SectionName] = typeof(UploadOptions) };

    /// <summary>Builds the web server, ready to be started.</summary>
    /// <param name="arguments">Configuration from the command line, such as <c>--urls</c>.</param>
    /// <param name="configure">Changes what the defaults are, before services are added; null for nothing.</param>
    public static WebApplication Create(string[] arguments, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments,
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder);
        ConfigurationCheck.Require(builder.Configuration, Options);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var isStarted = false;
        StartupFailure.TellOnce(builder.Logging, () => isStarted);
        AddServices(builder);
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => isStarted = true);
        MapEndpoints(app);
        return app;
    }

    /// <summary>Builds and starts a web server.</summary>
    /// <param name="create">Builds it.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The web server, which serves.</returns>
    /// <exception cref="ConfigurationException">It can't start as it is configured, or where it runs.</exception>
    public static async Task<WebApplication> StartAsync(Func<WebApplication> create, CancellationToken cancellationToken)
    {
        WebApplication? app = null;
        try
        {
            await StartupFailure.GuardAsync(async () =>
            {
                app = create();
                await app.StartAsync(cancellationToken);
            });
            return app!;
        }
        catch when (app is not null)
        {
            await StopHalfStartedAsync(app);
            throw;
        }
    }

    private static async Task StopHalfStartedAsync(WebApplication app)
    {
        try
        {
            await app.StopAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What has not started refuses to be stopped. Why it has not started is what is told.
        }

        await app.DisposeAsync();
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var cluster = builder.Configuration.GetSection(ClusterSettings.SectionName).Get<ClusterSettings>() ?? new ClusterSettings();
        var database = builder.Configuration.GetSection(DatabaseOptions.SectionName).Get<DatabaseOptions>() ?? new DatabaseOptions();
        services.AddCatalogueStorage(builder.Configuration);
        if (cluster.Clustering == ClusteringKind.Embedded)
        {
            services.AddGrainServices(builder.Configuration);
            builder.UseOrleans(silo => silo.UseCatalogueSilo(cluster, database.Provider));
        }
        else
        {
            builder.UseOrleansClient(client => client.UseCatalogueClient(cluster));
        }

        services.AddOptions<UploadOptions>().Bind(builder.Configuration.GetSection(UploadOptions.SectionName)).ValidateDataAnnotations()
            .Validate(
                options => options.PublicBaseUrl is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
                $"{UploadOptions.SectionName}:{nameof(UploadOptions.PublicBaseUrl)} takes an absolute http or https URL.")
            .ValidateOnStart();
        services.AddSingleton<UploadReceiver>();
        services.AddSingleton<Submitter>();
        services.AddSingleton(provider => new ThumbnailMaker(
            provider.GetRequiredService<IOptions<ImagingOptions>>().Value, provider.GetRequiredService<IPixelCodec>()));
        services.AddSingleton<Thumbnails>();
        services.AddSingleton<RequestLookup>();
        services.AddSingleton(provider => new RequestFeeds(
            provider.GetRequiredService<RequestLookup>().FindAsync,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RequestFeeds>>()));
        services.AddSingleton<RequestEventStream>();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        services.AddExceptionHandler<FailureHandler>();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = ProblemCompletion.Complete);
        services.AddOpenApi("v1", options => options.AddSchemaTransformer(ApiDescription.AddNamesAsync));

        // A parameter that can't be read is an answer like any other, in every environment.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database", tags: [DatabaseHealthCheck.ReadyTag])
            .AddCheck<ClusterHealthCheck>("cluster", tags: [DatabaseHealthCheck.ReadyTag]);

        // Uploads have a limit of their own.
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseFileServer();
        app.MapRequestsApi();
        app.MapEventsApi();
        app.MapWebhooksApi();
        app.MapImagesApi();
        app.MapCompatibilityApi();
        app.MapOpenApi();
        app.UseSwaggerUI(options => options.SwaggerEndpoint("/openapi/v1.json", "ImageOrleans"));
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(DatabaseHealthCheck.ReadyTag),
            ResponseWriter = HealthReportJson.WriteAsync,
        });
        OrleansDashboard.Map(app, app.Services.GetRequiredService<IOptions<ClusterSettings>>().Value);
    }
}
