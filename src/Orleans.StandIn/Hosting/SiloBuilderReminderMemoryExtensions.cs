using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Chooses where reminders are kept.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Keeps reminders in memory: they end with the cluster.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.Services.AddReminderService();
        builder.Services.TryAddSingleton<IReminderTable>(s => new ClusterReminderTable(s.GetRequiredService<Silo>()));
        return builder;
    }

    internal static void AddReminderService(this IServiceCollection services)
    {
        services.TryAddSingleton<ReminderService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(s => s.GetRequiredService<ReminderService>());
    }
}
