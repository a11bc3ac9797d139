using ImageOrleans.TestSupport;

[assembly: AssemblyFixture(typeof(SharedParts))]
