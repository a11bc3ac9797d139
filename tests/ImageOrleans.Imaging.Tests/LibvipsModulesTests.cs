using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

public sealed class LibvipsModulesTests
{
    [Fact]
    public void Libvips_brings_no_second_SQLite_into_the_process_and_still_writes_AVIF()
    {
        var codec = TestLibvips.Codec;

        Assert.True(codec.CanWrite(ImageFormat.Avif));
        Assert.True(codec.CanRead(ImageFormat.Avif));
        if (OperatingSystem.IsLinux())
        {
            var libraries = File.ReadLines("/proc/self/maps").ToList();
            Assert.Contains(libraries, line => line.Contains("libvips", StringComparison.Ordinal));
            Assert.DoesNotContain(libraries, line => line.Contains("libsqlite3", StringComparison.Ordinal));
        }
    }
}
