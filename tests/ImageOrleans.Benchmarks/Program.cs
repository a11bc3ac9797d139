using System.CommandLine;
using ImageOrleans.Benchmarks.Codecs;
using ImageOrleans.Benchmarks.Fairness;
using ImageOrleans.Benchmarks.Faults;
using ImageOrleans.Benchmarks.Growth;
using ImageOrleans.Benchmarks.Mutants;
using ImageOrleans.Benchmarks.Throughput;

// A folder for each benchmark; each command says what it measures and against which peer.
var root = new RootCommand("Benchmarks of ImageOrleans. Each prints a ratio against a peer that is measured in the same run.")
{
    CodecsCommand.Create(),
    FairnessCommand.Create(),
    FaultsCommand.Create(),
    GrowthCommand.Create(),
    MutantsCommand.Create(),
    ThroughputCommand.Create(),
    OriginCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
