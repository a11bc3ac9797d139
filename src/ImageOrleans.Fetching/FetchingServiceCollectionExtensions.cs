using ImageOrleans.Fetching.Guarding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Fetching;

/// <summary>Adds the image fetcher to an application.</summary>
public static class FetchingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IImageFetcher"/>, <see cref="AddressGuard"/> and <see cref="HostCheck"/>, configured by the section
    /// <see cref="FetchingOptions.SectionName"/>. Wrong settings stop the start with an
    /// <see cref="OptionsValidationException"/> that says which.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The application's configuration, not the section.</param>
    public static IServiceCollection AddFetching(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, options => options.Bind(configuration.GetSection(FetchingOptions.SectionName)));
    }

    /// <summary>Adds <see cref="IImageFetcher"/> and <see cref="AddressGuard"/>, configured by code.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets what differs from the defaults.</param>
    public static IServiceCollection AddFetching(this IServiceCollection services, Action<FetchingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, options => options.Configure(configure));
    }

    private static IServiceCollection Add(IServiceCollection services, Action<OptionsBuilder<FetchingOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        configure(services.AddOptions<FetchingOptions>().ValidateOnStart());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FetchingOptions>, FetchingOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
            new AddressGuard(provider.GetRequiredService<IOptions<FetchingOptions>>().Value.AllowedNetworks));
        services.TryAddSingleton<HostCheck>(provider => new HostCheck(provider.GetRequiredService<AddressGuard>()));
        services.TryAddSingleton<IImageFetcher, HttpImageFetcher>();
        return services;
    }
}
