using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Storage;

/// <summary>Keeps a silo from starting whose table of reminders makes no sense.</summary>
internal sealed class AdoNetReminderValidator(IOptions<AdoNetReminderTableOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration() => AdoNetDatabase.Validate(
        "reminders", options.Value.Invariant, options.Value.ConnectionString, options.Value.DataSource);
}
