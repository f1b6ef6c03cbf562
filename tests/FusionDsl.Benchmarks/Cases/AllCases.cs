namespace FusionDsl.Benchmarks.Cases;

/// <summary>The cases, in the order of the report.</summary>
internal static class AllCases
{
    public static IReadOnlyList<BenchmarkCase> List { get; } =
        [new SmallCase(), new ThreeCase(), new MediumCase(), new CnnCase(), new SixCase()];

    public static BenchmarkCase Of(string name) => List.First(one => one.Name == name);
}
