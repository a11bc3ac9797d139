using ImageOrleans.TestSupport;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(SharedParts))]

// Each of these tests runs several processes or silos: at the same time they would wait for each other's.
[assembly: Parallelization(Mode = ParallelMode.None)]
