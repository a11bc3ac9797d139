using System.Diagnostics;
using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Mutants;

namespace ImageOrleans.Jpeg.Tests.Mutants;

/// <summary>The harness finds what it is there to find: each fault here is one that a transcoder may have.</summary>
public sealed class MutantHarnessTests
{
    private const string OverreadVariable = "IMAGEORLEANS_OVERREAD_TRACE";

    [Fact]
    public void An_exception_is_found()
    {
        var report = Run((_, output) => output is null ? throw new ArithmeticException("beyond the table") : output);
        Assert.All(report.Failures, failure => Assert.Contains("beyond the table", failure.Failure, StringComparison.Ordinal));
        Assert.NotEmpty(report.Failures);
    }

    [Fact]
    public void A_file_that_libjpeg_refuses_is_found()
    {
        var report = Run((_, output) => output is null ? null : [.. output.Take(output.Length / 2)]);
        Assert.Contains(report.Failures, failure => failure.Failure.Contains("libjpeg-turbo says", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_wrong_coefficient_is_found()
    {
        // A level of the first component is one more.
        var report = Run((_, output) => output is null ? null : Faulty.WithOneLevelMore(output));
        Assert.Contains(report.Failures, failure => failure.Failure.Contains("coefficient 0 is", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_beside_a_refusal_is_found()
    {
        var report = Run((_, output) => output ?? []);
        Assert.Contains(report.Failures, failure => failure.Failure.Contains("still there is a file", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hang_is_found_and_named()
    {
        using var release = new ManualResetEventSlim();
        var transcoder = new BrokenTranscoder((_, output) =>
        {
            release.Wait(TestContext.Current.CancellationToken);
            return output;
        });
        var check = new MutantCheck(transcoder) { Patience = TimeSpan.FromSeconds(1) };
        var report = new MutantRun(check, JpegFiles.Varied).Run(firstSeed: 7, count: 100);
        Assert.Equal(1, report.Count);
        Assert.Contains("seed 7:", Assert.Single(report.Failures).Recipe.ToString(), StringComparison.Ordinal);
        release.Set();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public unsafe void A_byte_outside_the_input_cannot_be_read(bool isAtEnd)
    {
        using var memory = new GuardedMemory(10_000);
        var place = memory.Place(new byte[5000], isAtEnd);
        fixed (byte* start = place)
        {
            // The system says what is there, and does not end the process for it.
            Assert.Equal(5000, GuardProbe.Read(start, 5000));
            Assert.Equal(GuardProbe.BadAddress, GuardProbe.Read(isAtEnd ? start + 5000 : start - 1, 1));
        }
    }

    [Fact]
    public async Task A_byte_read_outside_ends_the_process_and_the_trace_names_the_mutant()
    {
        if (Environment.GetEnvironmentVariable(OverreadVariable) is { } trace)
        {
            using var check = new MutantCheck(Faulty.Overreading()) { TracePath = trace };
            new MutantRun(check, JpegFiles.Varied).Run(firstSeed: 0, count: 50);
            return;
        }

        var path = Path.GetTempFileName();
        try
        {
            // This very test in a process of its own, which takes the way above.
            var itself = new ProcessStartInfo(
                "dotnet",
                [
                    typeof(MutantHarnessTests).Assembly.Location,
                    "-method",
                    $"*.{nameof(A_byte_read_outside_ends_the_process_and_the_trace_names_the_mutant)}",
                ])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { [OverreadVariable] = path, ["DOTNET_DbgEnableMiniDump"] = "0" },
            };
            using var process = Process.Start(itself)!;
            var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode is not (0 or 1), $"Exit code {process.ExitCode}: {await output}{await messages}");
            Assert.Contains("AccessViolation", await messages, StringComparison.Ordinal);
            Assert.StartsWith("seed ", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_seed_gives_the_same_mutant_again()
    {
        var mutants = Enumerable.Range(0, 300).Select(seed => MutantRecipe.Of(JpegFiles.Varied, seed)).ToList();
        Assert.All(mutants, mutant => Assert.Equal(mutant.Make(), MutantRecipe.Of(JpegFiles.Varied, mutant.Seed).Make()));
        Assert.Equal(Enum.GetValues<MutationKind>(), mutants.SelectMany(mutant => mutant.Mutations).Select(one => one.Kind).Distinct().Order());
    }

    [Fact]
    public void The_decoder_in_this_process_shows_what_djpeg_shows() => Judgement.All(JpegFiles.Varied, file =>
    {
        // Four components djpeg turns into RGB.
        var isCmyk = file.Decoded.Samples.Length == 4 * file.Decoded.Width * file.Decoded.Height;
        return isCmyk || file.Djpeg.Output.AsSpan().EndsWith(file.Decoded.Samples) ? null : "It shows something else.";
    });

    private static MutantReport Run(BrokenTranscoder.Fault fault)
    {
        using var check = new MutantCheck(new BrokenTranscoder(fault)) { ComparesWithTwin = true };
        return new MutantRun(check, JpegFiles.Varied).Run(firstSeed: 0, count: 60);
    }
}
