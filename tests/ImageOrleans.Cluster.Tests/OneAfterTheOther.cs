using Xunit.Sdk;
using Xunit.v3;

// Each of these tests runs several processes or silos: at the same time they would wait for each other's.
[assembly: Parallelization(Mode = ParallelMode.None)]
