using System.Text.Json.Nodes;
using FusionDsl.Cli.Comparisons;
using FusionDsl.Cli.Comparisons.Families;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Specs;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Data;
using FusionDsl.Generator;

namespace FusionDsl.Cli.Tests.Commands;

public sealed class CompareTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ToolRun Compare(string spec, params string[] more) => ToolRun.Of(["compare", spec, "--out", _folder.In("out"), .. more]);

    private JsonNode Json() => JsonNode.Parse(File.ReadAllText(_folder.In("out", "comparison.json")))!;

    private static readonly string Small = Toy.Spec.Replace("adam: 5e-3 }", "adam: 5e-3, threads: 1 }");

    [Fact]
    public void Everything_is_trained_and_told_for_every_head()
    {
        var spec = Toy.Write(_folder, Small);
        var run = Compare(
            spec, "--seeds", "2", "--fusions", "concat", "--only", "alone,early,late,independent,intermediate,decision vote",
            "--json", _folder.In("numbers.json"));
        Assert.True(run.Exit == 0, run.ToString());
        foreach (var text in new[]
        {
            "ToyNet: ", "2 seeds, ", "Numbers alone", "Words alone", "early", "late", "independent",
            "Left out: intermediate: two modalities can be merged in one way only",
            "Size: r2 with a modality noised", "Level: accuracy with a modality removed", "within noise'",
        }) Assert.Contains(text, run.Out);
        Assert.Equal(File.ReadAllText(_folder.In("numbers.json")), File.ReadAllText(_folder.In("out", "comparison.json")));
        Assert.Equal(["Level", "Size"], Json()["heads"]!.AsObject().Select(head => head.Key));
        foreach (var (name, seeds) in Json()["variants"]!.AsObject())
        {
            Assert.Equal([1, 2], seeds!.AsArray().Select(seed => (int)seed!["seed"]!));
            var row = Json()["heads"]!["Level"]!["variants"]![name]!;
            var values = seeds.AsArray().Select(seed => (double)seed!["conditions"]![0]!["heads"]!["Level"]!["accuracy"]!).ToList();
            Assert.Equal(values, row["accuracy"]!["bySeed"]!.AsArray().Select(value => (double)value!));
            Assert.Equal(values.Average(), (double)row["accuracy"]!["mean"]!, 1e-12);
            Assert.Equal(Math.Abs(values[0] - values[1]) / Math.Sqrt(2), (double)row["accuracy"]!["deviation"]!, 1e-12);
        }
        foreach (var picture in new[] { "comparison.png", "broken-sensors.png" }) Assert.True(new FileInfo(_folder.In("out", picture)).Length > 5000);
    }

    [Fact]
    public void A_variant_is_what_train_and_evaluate_make_of_its_spec()
    {
        Assert.Equal(0, Compare(Toy.Write(_folder, Small), "--seeds", "2", "--only", "alone,late").Exit);
        var variant = _folder.In("out", "late", "variant.run.fusion.yaml");
        Assert.Equal(0, ToolRun.Of("train", variant, "--out", _folder.In("run"), "--seed", "2").Exit);
        Assert.Equal(0, ToolRun.Of("evaluate", _folder.In("run"), "--json", _folder.In("e.json")).Exit);
        var expected = JsonNode.Parse(File.ReadAllText(_folder.In("e.json")))!["conditions"]!.AsArray();
        var found = Json()["variants"]!["late"]![1]!["conditions"]!.AsArray();
        Assert.Equal(expected.Count, found.Count);
        foreach (var (one, other) in expected.Zip(found))
            foreach (var (head, metric) in new[] { ("Level", "accuracy"), ("Level", "loss"), ("Size", "r2") })
                Assert.Equal((double)one!["scores"]![head]![metric]!, (double)other!["heads"]![head]![metric]!, 1e-6);
    }

    [Fact]
    public void A_second_run_goes_on_and_trains_only_what_is_new()
    {
        var spec = Toy.Write(_folder, Small);
        Assert.Equal(0, Compare(spec, "--seeds", "1", "--only", "alone,late").Exit);
        var more = Compare(spec, "--seeds", "2", "--only", "alone,late");
        Assert.Equal(3, Lines(more, "(kept)"));
        Assert.Equal(3, Lines(more, "seed 2: "));
        Assert.Equal(6, Lines(Compare(spec, "--seeds", "2", "--only", "alone,late"), "(kept)"));

        // Another spec of a variant, another result: the encoder of the words is in all but the numbers alone.
        File.WriteAllText(spec, Small.Replace("embedding: 4", "embedding: 5"));
        Assert.Equal(2, Lines(Compare(spec, "--seeds", "2", "--only", "alone,late"), "(kept)"));
        Assert.Equal(0, Lines(Compare(spec, "--seeds", "2", "--only", "alone,late", "--epochs", "1"), "(kept)"));

        static int Lines(ToolRun run, string what) => run.Out.Split('\n').Count(line => line.Contains(what));
    }

    [Fact]
    public void An_interruption_keeps_what_is_finished()
    {
        var spec = SpecFile.Read(Toy.Write(_folder, Small));
        var compiler = new SpecCompiler(() => new FusionGenerator());
        var compared = new ComparedSpec(spec, SpecPlan.Of(spec.Path, Small)!);
        List<Variant> variants = [.. new Alone().Of(compared), .. new Late().Of(compared)];
        using var stop = new CancellationTokenSource();

        var first = Run(news => { if (news.Number == 3) stop.Cancel(); }, stop.Token);
        Assert.False(first.IsWhole);
        Assert.Equal(["Numbers alone"], first.Finished.Select(result => result.Variant.Name));

        List<bool> kept = [];
        var second = Run(news => kept.Add(news.IsKept), CancellationToken.None);
        Assert.True(second.IsWhole);
        Assert.Equal([true, true, true, false, false, false], kept);

        ComparisonResult Run(Action<TrainingNews> told, CancellationToken cancellation)
        {
            var code = compiler.Generate(spec);
            using var model = Cli.Models.ModelFinder.Find(compiler.Load(code).Assembly, spec.Path);
            using var rows = new SharedRows(DataLoader.Load(model.Data!, spec.Directory), model.Data!);
            return new Comparison(compiler, _folder.In("out"), seeds: 2, epochs: null).Run(spec, variants, rows, told, cancellation);
        }
    }

    [Fact]
    public void A_training_that_diverges_is_left_out_with_the_reason_and_the_others_go_on()
    {
        var spec = Toy.Write(_folder, Small.Replace("adam: 5e-3", "adam: 1e30"));
        var run = Compare(spec, "--seeds", "1", "--only", "alone,late");
        Assert.Equal(0, run.Exit);
        Assert.Matches(@"Left out: late: The training loss became", run.Out);
        Assert.Matches(@"Left out: Words alone: The training loss became", run.Out);
    }

    [Fact]
    public void A_damaged_result_is_named()
    {
        var spec = Toy.Write(_folder, Small);
        Assert.Equal(0, Compare(spec, "--seeds", "1", "--only", "alone,late").Exit);
        _folder.Write("out/late/seed-1.json", "{ \"seed\": 1");
        var run = Compare(spec, "--seeds", "1", "--only", "alone,late");
        Assert.Matches(@"Left out: late: .*seed-1\.json is damaged: .* Delete it, and it is trained again\.", run.Out);
    }

    [Theory]
    [InlineData(2, "error: --fusions: 'conact' is no fusion operator. Did you mean 'concat'? There are: concat, sum,", "--fusions", "conact")]
    [InlineData(2, "error: --only: there is no variant 'alon'. Did you mean 'alone'? There are: alone, Numbers alone, Words alone, early, late,", "--only", "alon")]
    [InlineData(2, "error: --seeds: expected at least 1, found 0", "--seeds", "0")]
    public void A_wrong_command_line_is_one_message(int exit, string expected, params string[] options)
    {
        var run = Compare(Toy.Write(_folder), options);
        Assert.Equal((exit, ""), (run.Exit, run.Out));
        Assert.StartsWith(expected, run.Error);
    }
}
