using FusionDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>What of a node is not finite.</summary>
public enum NonFinitePart
{
    /// <summary>The data of a modality.</summary>
    Input,

    /// <summary>A weight, or a statistic such as the mean of a BatchNorm.</summary>
    Weights,

    /// <summary>What it computes, though all that goes in is finite.</summary>
    Output,

    /// <summary>The targets of a regression.</summary>
    Labels,

    /// <summary>The loss of a head, though its output is finite.</summary>
    Loss,
}

/// <summary>The first node, in the order of computation, with a number that is NaN or infinite.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Part">What of it.</param>
/// <param name="Value">The first such number: NaN, +∞ or −∞.</param>
public sealed record NonFinite(string Node, NonFinitePart Part, double Value)
{
    private const string SmallerSteps = "Try a learning rate ten times smaller, or clip the gradients.";
    private const string SmallerNumbers =
        "Try a learning rate ten times smaller, and look for values in the data that are extreme or not standardized.";

    /// <summary>The first bad row of the batch, from 0; null where all rows are bad, or where it is not about rows.</summary>
    public int? Row { get; init; }

    /// <summary>The name of the sample in that row; null where it is not known.</summary>
    public string? Sample { get; init; }

    /// <summary>The weight's name in its node, such as <c>2.bias</c>; null where it is not about weights.</summary>
    public string? Weight { get; init; }

    /// <summary>The largest amount among the finite numbers that went in: the weights of an output, the predictions of a loss.</summary>
    public double? Largest { get; init; }

    /// <summary>The first node with a weight that is not finite, in the order of computation; null if there is none.</summary>
    /// <param name="model">A generated model: its parts are its nodes.</param>
    public static NonFinite? InWeights(nn.Module model)
    {
        foreach (var (name, parameter) in model.named_parameters())
            if (NonFiniteSearch.First(parameter) is var (value, _))
            {
                var dot = name.IndexOf('.', StringComparison.Ordinal);
                return new(name[..dot], NonFinitePart.Weights, value) { Weight = name[(dot + 1)..] };
            }
        return null;
    }

    /// <summary>The same with the name of the sample, for a batch of rows in the order of the data set.</summary>
    /// <param name="rows">Of the data set.</param>
    /// <param name="before">Rows of the batches before this one.</param>
    public NonFinite Named(RowInfo rows, long before) => Row is { } row ? this with { Sample = rows.Names[(int)before + row] } : this;

    /// <summary>The same with the name of the sample, for a batch of an epoch's shuffled rows.</summary>
    /// <param name="rows">Of the data set.</param>
    /// <param name="seed">Of the order.</param>
    /// <param name="epoch">Of the order, from 1; 0: not in an epoch, so the order is not known.</param>
    /// <param name="before">Rows of the epoch's batches before this one.</param>
    public NonFinite Named(RowInfo rows, ulong seed, int epoch, long before)
    {
        if (Row is not { } row || epoch == 0) return this;
        var order = new long[rows.Count];
        Shuffle.Fill(order, seed, epoch);
        return this with { Sample = rows.Names[(int)order[before + row]] };
    }

    /// <summary>For people: where it began, and what can be done.</summary>
    public string Tell() => Part switch
    {
        NonFinitePart.Input => $"It began at '{Node}': a value of {Who()} is {What()}. Mend the data, or leave such samples out.",
        NonFinitePart.Labels => $"It began at '{Node}': a target of {Who()} is {What()}. Mend the data, or leave such samples out.",
        NonFinitePart.Weights =>
            $"It began at '{Node}': its weight '{Weight}' is {What()}, so an earlier step was too long for it. {SmallerSteps}",
        NonFinitePart.Output =>
            $"It began at '{Node}': its output {(Row is null ? "" : $"for {Who()} ")}is {What()}, "
            + $"though what it reads is finite{UpTo("and so are its weights")}. {SmallerNumbers}",
        _ => $"It began at '{Node}': its loss is {What()}, though its predictions are finite{UpTo("")}. {SmallerNumbers}",
    };

    private string What() => double.IsNaN(Value) ? "NaN" : "infinite";

    private string Who() => Sample is not null ? $"the sample '{Sample}'" : $"row {Row} of the batch (counted from 0)";

    private string UpTo(string what) =>
        Largest is not { } largest ? "" : FormattableString.Invariant($"{(what.Length > 0 ? ", " + what : "")} (up to {largest:G3})");
}
