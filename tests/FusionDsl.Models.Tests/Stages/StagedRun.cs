using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Stages;

/// <summary>A run of <see cref="StagedNet"/> with the bits of the model before it, after every epoch and in the end.</summary>
internal sealed record StagedRun(
    TrainingResult Result, Dictionary<string, string> First, List<(EpochReport Report, Dictionary<string, string> State)> Epochs, Dictionary<string, string> State)
{
    public static readonly TrainingOptions Options = StagedNet.Trainer.Defaults;

    /// <summary>What a stage began with: the best weights of the one before.</summary>
    public Dictionary<string, string> Before(string stage)
    {
        var earlier = Epochs.TakeWhile(epoch => epoch.Report.Stage != stage).ToList();
        return earlier.Count == 0 ? First : earlier.Last(epoch => epoch.Report.Stage == earlier[^1].Report.Stage && epoch.Report.IsBest).State;
    }

    public static StagedRun Of(TrainingOptions options, Checkpoint? resume = null)
    {
        using var train = Data(60, 1);
        using var validation = Data(40, 2);
        using var model = new StagedNet(resume is null ? 3 : 4);
        if (resume is not null) manual_seed(99);
        // The statistics of the standardization are fitted before anything learns.
        model.Parts.Near.Fit(train);
        var first = StateOf(model);
        var epochs = new List<(EpochReport, Dictionary<string, string>)>();
        var result = model.Fit(train, validation, options, new Listener<TrainingProgress>(progress =>
        {
            if (progress is EpochReport report) epochs.Add((report, StateOf(model)));
        }), resume: resume);
        return new(result, first, epochs, StateOf(model));
    }

    public static StagedNet.Dataset Data(int count, int seed)
    {
        var random = new Random(seed);
        return StagedNet.Dataset.From(Enumerable.Range(0, count).Select(_ =>
        {
            var side = random.Next(2);
            return new StagedNet.Sample(
                Near: Samples.Vector(random, 5).Select((value, i) => 20 * i + value + (i == 0 ? side : 0)).ToArray(),
                Far: Samples.Vector(random, 4).Select((value, i) => value + (i == 0 ? side : 0)).ToArray(),
                NearAlone: (Side)side, FarAlone: Samples.Vector(random, 2), Where: (Side)side);
        }).ToList());
    }

    public static StagedSeriesNet.Dataset Series(int count, int seed)
    {
        var random = new Random(seed);
        return StagedSeriesNet.Dataset.From(Enumerable.Range(0, count).Select(_ =>
            new StagedSeriesNet.Sample(Signal: Samples.Vector(random, 32), Doing: (Activity)random.Next(3), HowFar: (float)random.NextDouble())).ToList());
    }

    private static Dictionary<string, string> StateOf(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return module.state_dict().ToDictionary(pair => pair.Key, pair => Convert.ToHexString(pair.Value.detach().contiguous().bytes));
    }
}
