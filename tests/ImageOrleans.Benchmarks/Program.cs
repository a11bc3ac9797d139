using System.CommandLine;
using ImageOrleans.Benchmarks.Codecs;
using ImageOrleans.Benchmarks.Mutants;

// A folder for each benchmark; each command says what it measures and against which peer.
var root = new RootCommand("Benchmarks of ImageOrleans. Each prints a ratio against a peer that is measured in the same run.")
{
    CodecsCommand.Create(),
    MutantsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
