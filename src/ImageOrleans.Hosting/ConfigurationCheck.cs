using ImageOrleans.Csv;
using ImageOrleans.Fetching;
using ImageOrleans.Grains;
using ImageOrleans.Grains.Housekeeping;
using ImageOrleans.Grains.Webhooks;
using ImageOrleans.Imaging;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using Microsoft.Extensions.Configuration;

namespace ImageOrleans.Hosting;

/// <summary>
/// Finds misspelt options, and values that are not among an option's names. Binding would pass over the former, and say of the
/// latter only that they can't be converted.
/// </summary>
public static class ConfigurationCheck
{
    // A word is meant for another when so few letters differ.
    private const int NearEnough = 3;

    // Sections that are read by .NET itself.
    private static readonly string[] SectionsOfFramework = ["Logging", "Kestrel"];

    /// <summary>The options of this library, by the section that they are bound to.</summary>
    public static IReadOnlyDictionary<string, Type> Options { get; } = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        [CatalogueOptions.SectionName] = typeof(CatalogueOptions),
        [ClusterSettings.SectionName] = typeof(ClusterSettings),
        [DatabaseOptions.SectionName] = typeof(DatabaseOptions),
        [FetchingOptions.SectionName] = typeof(FetchingOptions),
        [ImagingOptions.SectionName] = typeof(ImagingOptions),
        [ProcessingOptions.SectionName] = typeof(ProcessingOptions),
        [RetentionOptions.SectionName] = typeof(RetentionOptions),
        [StorageOptions.SectionName] = typeof(StorageOptions),
        [WebhookOptions.SectionName] = typeof(WebhookOptions),
    };

    /// <summary>Checks all sections that are bound to options.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="options">The options of the program by section.</param>
    /// <exception cref="ConfigurationException">An option does not exist, or its value is not among those that it takes.</exception>
    public static void Require(IConfiguration configuration, IReadOnlyDictionary<string, Type> options)
    {
        foreach (var (section, type) in options)
        {
            foreach (var entry in configuration.GetSection(section).GetChildren())
            {
                var property = type.GetProperties().SingleOrDefault(
                    property => property.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
                if (property is null)
                {
                    var names = type.GetProperties().Select(one => $"{section}:{one.Name}");
                    throw Unknown($"{section}:{entry.Key}", names);
                }

                RequireName(entry, property.PropertyType);
            }
        }
    }

    /// <summary>Checks that an option of the command line is of a section that exists.</summary>
    /// <param name="option">The option without dashes, such as <c>Database:Provider</c>.</param>
    /// <param name="options">The options of the program by section.</param>
    /// <exception cref="ConfigurationException">There is no such section.</exception>
    public static void RequireSection(string option, IReadOnlyDictionary<string, Type> options)
    {
        var section = option.Split(':')[0];
        if (!options.ContainsKey(section) && !SectionsOfFramework.Contains(section, StringComparer.OrdinalIgnoreCase))
        {
            throw Unknown(option, options.Keys.Select(known => known + option[section.Length..]));
        }
    }

    private static void RequireName(IConfigurationSection entry, Type type)
    {
        var names = type.IsEnum ? Enum.GetNames(type) : [];
        if (type.IsEnum && entry.Value is not null && !names.Contains(entry.Value, StringComparer.OrdinalIgnoreCase))
        {
            throw new ConfigurationException($"'{entry.Path}' is '{entry.Value}'; it takes {string.Join(" or ", names)}.");
        }
    }

    private static ConfigurationException Unknown(string option, IEnumerable<string> known)
    {
        var all = known.Order(StringComparer.Ordinal).ToList();
        var near = all.Where(one => Distance(one, option) <= NearEnough).ToList();
        return new ConfigurationException(near.Count > 0
            ? $"There is no option '{option}'. Is {string.Join(" or ", near.Select(one => $"'{one}'"))} meant?"
            : $"There is no option '{option}'. Near it there are {string.Join(", ", all)}.");
    }

    /// <summary>How many letters must be added, taken away or replaced (Levenshtein), case aside.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
