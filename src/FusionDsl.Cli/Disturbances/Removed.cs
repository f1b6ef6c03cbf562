using FusionDsl.Data;
using FusionDsl.Preparations;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Disturbances;

/// <summary>
/// The modality is not there. The one place that decides what a model gets then: a model that was made for absence its trained tokens, any
/// other one zeros where its networks begin, behind the preparations. For tokens that is the filling, 0.
/// </summary>
internal sealed record Removed(string Modality) : Disturbance(Modality)
{
    private const int RowsAtOnce = 4096;

    public override string Kind => "removed";

    public override (string Node, Table Table) Of(DisturbedRows rows)
    {
        var presence = Presence.Of(Modality);
        if (rows.Test.Has(presence)) return (presence, Presence.Nowhere(rows.Test.Count));
        var values = zeros_like(rows.Test[Modality].Values).DetachFromDisposeScope();
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        if (values.is_floating_point() && NeutralOf(rows) is { } neutral) values.add_(neutral);
        return (Modality, new(values));
    }

    /// <summary>Whether that is something else than zeros in the data.</summary>
    public static bool DiffersFromZeroed(DisturbedRows rows, string modality) =>
        rows.Test.Has(Presence.Of(modality))
        || rows.Test[modality].Values.is_floating_point()
            && Fitted(rows.Model, modality).Any(step => step is PrincipalAxes or Standardizer or MinMaxScaler);

    // [1, …] of what the preparations turn into zeros; null: zeros.
    private Tensor? NeutralOf(DisturbedRows rows)
    {
        List<nn.Module> steps = [.. Fitted(rows.Model, Modality)];
        var table = rows.Train[Modality];
        // All that may stand before the axes is affine, so that the mean of what they see is what they make of the mean.
        if (steps.Exists(step => step is PrincipalAxes)) return Mean(table);
        if (steps.OfType<Standardizer>().FirstOrDefault() is { } standardizer) return Aligned(standardizer.Mean);
        return steps.OfType<MinMaxScaler>().FirstOrDefault() is { } scaler ? Aligned(scaler.Minimum) : null;

        Tensor Aligned(Tensor perChannel) => perChannel.cpu().view([1, -1, .. Enumerable.Repeat(1L, table.RowShape.Length - 1)]);
    }

    // A preparation is a child of the modality's module.
    private static IEnumerable<nn.Module> Fitted(nn.Module model, string modality) =>
        model.named_children().Where(child => child.name == modality).SelectMany(child => child.module.children());

    private static Tensor Mean(Table table)
    {
        var sum = zeros([1, .. table.RowShape], dtype: ScalarType.Float64);
        foreach (var slice in table.Slices(RowsAtOnce))
        {
            using var scope = NewDisposeScope();
            sum.add_(slice.to(ScalarType.Float64).sum([0L], keepdim: true));
        }
        return sum.div_(table.Count).to(ScalarType.Float32);
    }
}
