using FusionDsl.Data;
using FusionDsl.Preparations;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Disturbances;

/// <summary>
/// The modality is not there. The one place that decides what a model gets then: zeros where its network begins, behind the preparations. For
/// a standardised modality these are the means of the training rows; for tokens the filling, 0.
/// </summary>
internal sealed record Removed(string Modality) : Disturbance(Modality)
{
    public override string Kind => "removed";

    public override Table Of(DisturbedRows rows)
    {
        var table = rows.Test[Modality];
        var values = zeros([table.Count, .. table.RowShape], dtype: table.Values.dtype).DetachFromDisposeScope();
        if (NeutralOf(rows.Model, Modality) is { } neutral)
        {
            using var scope = NewDisposeScope();
            using var noGradients = no_grad();
            values.add_(neutral.cpu().view([1, -1, .. Enumerable.Repeat(1L, table.RowShape.Length - 1)]));
        }
        return new(values);
    }

    /// <summary>Whether that is something else than zeros in the data.</summary>
    public static bool DiffersFromZeroed(nn.Module model, string modality) => NeutralOf(model, modality) is not null;

    // [width] of what the preparations turn into 0; null: 0 itself. A preparation is a child of the modality's module.
    private static Tensor? NeutralOf(nn.Module model, string modality) =>
        model.named_children().Where(child => child.name == modality).SelectMany(child => child.module.children())
            .OfType<Standardizer>().FirstOrDefault()?.Mean;
}
