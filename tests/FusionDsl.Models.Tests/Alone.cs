// Training draws from libtorch's one random generator and sets its number of threads, live tensors are counted for the whole process:
// nothing here may run beside anything else.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
