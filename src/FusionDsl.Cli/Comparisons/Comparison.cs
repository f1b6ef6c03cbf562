using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Disturbances;
using FusionDsl.Cli.Models;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Specs;
using FusionDsl.Data;
using FusionDsl.Training;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Cli.Comparisons;

/// <summary>Trains all variants of a spec with all seeds, and keeps what came of it.</summary>
/// <param name="compiler">Turns specs into code.</param>
/// <param name="folder">Where variants and results go; what is there already is not done again.</param>
/// <param name="seeds">1 to this.</param>
/// <param name="epochs">What the command line sets; null: as the spec has it.</param>
internal sealed class Comparison(SpecCompiler compiler, string folder, int seeds, int? epochs)
{
    private const ulong NoiseSeed = 1;

    /// <summary>All results that are finished: those of former runs, and those that this run could make before it was stopped.</summary>
    /// <param name="spec">What is compared.</param>
    /// <param name="variants">How it is fused.</param>
    /// <param name="rows">Of the spec.</param>
    /// <param name="told">Is told of each training.</param>
    /// <param name="cancellation">Stops after the running step; the training that runs then is lost.</param>
    public ComparisonResult Run(
        SpecFile spec, IReadOnlyList<Variant> variants, SharedRows rows, Action<TrainingNews> told, CancellationToken cancellation)
    {
        List<VariantResult> finished = [];
        List<Variant> left = [];
        var (done, all) = (0, seeds * variants.Count(variant => variant.Text is not null));
        foreach (var variant in variants)
        {
            if (variant.Text is null)
            {
                left.Add(variant);
                continue;
            }
            var place = new VariantFolder(Path.Combine(folder, variant.FileName));
            var text = Located(variant.Text, spec, Path.GetDirectoryName(place.Spec)!);
            var code = new Lazy<LoadedVariant>(() => Load(new(place.Spec, SourceText.From(text)), cancellation));
            try
            {
                place.Take(text);
                List<SeedResult> results = [];
                for (var seed = 1UL; seed <= (ulong)seeds; seed++)
                {
                    var kept = SeedResult.Read(place.Result(seed));
                    if (kept is null && cancellation.IsCancellationRequested) break;
                    if (kept is null && Train(variant, code.Value, seed, rows, cancellation) is { } result)
                    {
                        result.Write(place.Result(seed));
                        results.Add(result);
                    }
                    else if (kept is not null) results.Add(kept);
                    else break;
                    told(new(++done, all, variant, results[^1], kept is not null));
                }
                if (results.Count == seeds) finished.Add(new(variant, results));
            }
            catch (FusionException obstacle)
            {
                left.Add(variant with { Text = null, Reason = obstacle.Message });
                all -= seeds;
            }
        }
        return new(finished, left, IsWhole: finished.Count + left.Count == variants.Count);
    }

    private static SeedResult? Train(Variant variant, LoadedVariant code, ulong seed, SharedRows rows, CancellationToken cancellation)
    {
        using var model = code.Model(seed);
        var plan = model.Data!;
        var sensors = new BrokenSensors(plan);
        using var learned = rows.For(variant.Labels);
        var outcome = model.Train(learned, plan.Split, checkpoints: null, resume: null, new Silence(), cancellation);
        if (outcome.Training.Stopped == StopReason.Cancelled) return null;
        using var tested = rows.For(variant.Labels);
        return SeedResult.Of(seed, model, outcome, model.Judge(tested, plan.Split, sensors.Table, NoiseSeed));
    }

    // The data files are found from where the variant lies.
    private string Located(string text, SpecFile spec, string place)
    {
        var moved = ResolvedSpec.Moved(text, spec.Directory, Path.GetFullPath(place));
        return epochs is { } count ? SpecEdit.Apply(moved, [Setting.Of("--epochs", "train.epochs", $"{count}")]) : moved;
    }

    private LoadedVariant Load(SpecFile spec, CancellationToken cancellation)
    {
        var generated = compiler.Generate(spec, cancellation: cancellation);
        if (generated.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } mistake)
            throw new FusionException(mistake.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        var assembly = compiler.Load(generated, cancellation).Assembly;
        return new(seed => ModelFinder.Find(assembly, spec.Path, seed));
    }

    private sealed record LoadedVariant(Func<ulong, IModel> Model);

    private sealed class Silence : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) { }
    }
}

/// <summary>What came of a comparison.</summary>
/// <param name="Finished">Variants with a result for every seed.</param>
/// <param name="Left">Variants that cannot be built or trained, with the reason.</param>
/// <param name="IsWhole">Whether there is nothing left to train.</param>
internal sealed record ComparisonResult(IReadOnlyList<VariantResult> Finished, IReadOnlyList<Variant> Left, bool IsWhole);

/// <summary>A training is over.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Of">How many there are.</param>
/// <param name="IsKept">It was over before this run began.</param>
internal sealed record TrainingNews(int Number, int Of, Variant Variant, SeedResult Result, bool IsKept);
