using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;
using FusionDsl.Training;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>The ways to train a case, by name, in the order of the report.</summary>
internal static class StepVariants
{
    public const string Generated = "generated";
    public const string Autograd = "generated-autograd";
    public const string Idiomatic = "torchsharp";
    public const string Tight = "torchsharp-tight";
    public const string Floor = "floor";

    /// <summary>Names without PyTorch, which not every machine has.</summary>
    private static readonly IReadOnlyList<(string Name, Func<Workload, Contestant> Make)> Here =
    [
        (Generated, workload => new GeneratedTraining(Generated, workload, options => options)),
        (Autograd, workload => new GeneratedTraining(Autograd, workload, options => options with { Gradients = GradientSource.Autograd })),
        (Tight, workload => new TightTraining(workload)),
        (Idiomatic, workload => new DataLoaderTraining(workload)),
        (Floor, workload => new Floor(workload)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Here.Select(variant => variant.Name), .. PyTorchTraining.Names];

    /// <param name="workload">What is trained.</param>
    /// <param name="wanted">Names; null: all.</param>
    /// <param name="python">Where PyTorch runs; null: nowhere.</param>
    public static IReadOnlyList<Contestant> Create(Workload workload, IReadOnlyCollection<string>? wanted, PyTorchProcess? python)
    {
        bool IsWanted(string name) => wanted is null || wanted.Contains(name);
        List<Contestant> contestants = [.. Here.Where(variant => IsWanted(variant.Name)).Select(variant => variant.Make(workload))];
        if (python is null) return contestants;

        var names = PyTorchTraining.Names.Where(IsWanted).ToList();
        if (names.Count > 0) python.Open(workload);
        contestants.AddRange(names.Select(name => new PyTorchTraining(name, workload, python)));
        return contestants;
    }
}
