using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Configuration;

/// <summary>
/// Keeps a silo from starting without clustering, with grain interfaces that could not be called, or with limits that
/// make no sense.
/// </summary>
internal sealed class GrainClassesValidator(IServiceProvider services, IOptions<GrainCollectionOptions> collection)
    : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (services.GetService<Clustering>() is null)
        {
            throw new OrleansConfigurationException("Clustering is not configured: call UseLocalhostClustering.");
        }

        var quantum = collection.Value.CollectionQuantum;
        if (quantum <= TimeSpan.Zero || collection.Value.CollectionAge <= quantum)
        {
            throw new OrleansConfigurationException(
                $"CollectionQuantum is {quantum} and CollectionAge {collection.Value.CollectionAge}; the age must be the greater.");
        }

        foreach (var grainClass in GrainClasses.Instance.All)
        {
            if (grainClass.CollectionAge is { } age && age != Timeout.InfiniteTimeSpan && age <= quantum)
            {
                throw new OrleansConfigurationException(
                    $"{grainClass.DisplayName} CollectionAgeLimit is set to {age}. CollectionAgeLimit must be greater than "
                    + $"CollectionQuantum, which is set to {quantum}");
            }

            ValidateMethods(grainClass);
        }
    }

    private static void ValidateMethods(GrainClass grainClass)
    {
        foreach (var method in grainClass.Interfaces.SelectMany(i => i.GetMethods()).Where(m => m is { IsStatic: false, IsGenericMethodDefinition: false }))
        {
            try
            {
                GrainMethod.Get(method);
            }
            catch (Exception e) when (e is CodecNotFoundException or NotSupportedException)
            {
                throw new OrleansConfigurationException($"{grainClass.DisplayName} cannot be called: {e.Message}", e);
            }
        }
    }
}
