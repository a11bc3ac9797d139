namespace ImageOrleans.Contracts.Tests;

public sealed class CompressionSettingsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        Assert.Empty(new CompressionSettings().Validate());
    }

    [Theory]
    [InlineData(1, null, null)]
    [InlineData(100, 1, 65_535)]
    [InlineData(50, 65_535, 1)]
    public void The_ends_of_the_ranges_are_valid(int quality, int? maxWidth, int? maxHeight)
    {
        Assert.Empty(new CompressionSettings { Quality = quality, MaxWidth = maxWidth, MaxHeight = maxHeight }.Validate());
    }

    [Fact]
    public void What_is_out_of_range_is_named_with_what_it_takes()
    {
        var settings = new CompressionSettings
        {
            Quality = 101,
            Format = (OutputFormat)99,
            MaxWidth = 0,
            MaxHeight = 65_536,
            Metadata = (MetadataPolicy)99,
        };

        var errors = settings.Validate();

        Assert.Equal(["format", "maxHeight", "maxWidth", "metadata", "quality"], errors.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("1 to 100", errors["quality"], StringComparison.Ordinal);
        Assert.Contains("1 to 65,535", errors["maxWidth"], StringComparison.Ordinal);
        Assert.Contains("Jpeg", errors["format"], StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_settings_have_the_same_text_and_different_ones_have_not()
    {
        CompressionSettings[] all =
        [
            new(),
            new() { Quality = 5 },
            new() { Format = OutputFormat.Png },
            new() { MaxWidth = 50 },
            new() { MaxHeight = 50 },
            new() { Metadata = MetadataPolicy.Keep },
            new() { Progressive = true },
        ];

        Assert.Equal(new CompressionSettings().ToCanonicalText(), new CompressionSettings().ToCanonicalText());
        Assert.Equal(all.Length, all.Select(settings => settings.ToCanonicalText()).Distinct(StringComparer.Ordinal).Count());
    }
}
