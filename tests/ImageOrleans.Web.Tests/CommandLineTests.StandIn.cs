namespace ImageOrleans.Web.Tests;

/// <content>What is said where the build lacks the packages of Orleans.</content>
public sealed partial class CommandLineTests
{
    [Fact]
    public Task Redis_without_its_package_is_said_in_a_sentence() =>
        A_configuration_that_can_not_be_had_is_said_in_a_sentence("--Cluster:Clustering", "Redis", "Microsoft.Orleans.Clustering.Redis");
}
