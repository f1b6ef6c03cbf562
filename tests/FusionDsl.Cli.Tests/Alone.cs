// The tool trains in this process, with libtorch's one random generator: two trainings beside each other would draw each other's numbers, and
// tests that compare runs bit for bit would fail now and then.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
