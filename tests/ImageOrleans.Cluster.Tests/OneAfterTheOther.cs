// Each of these tests runs several processes or silos: at the same time they would wait for each other's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
