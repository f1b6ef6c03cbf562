using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// Is shown the parts of a network in the order of computation and remembers the first with a number that is NaN or infinite. Slow and
/// thorough: for the one time that a loss is not finite.
/// </summary>
public sealed class NonFiniteSearch
{
    /// <summary>What was found; null as long as everything is finite.</summary>
    public NonFinite? Found { get; private set; }

    /// <summary>The data of a modality.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="data">[batch, …]; token ids are always finite.</param>
    public void Input(string node, Tensor data) => Look(node, NonFinitePart.Input, data);

    /// <summary>The targets of a regression.</summary>
    /// <param name="node">The head's name.</param>
    /// <param name="targets">[batch, targets]</param>
    public void Labels(string node, Tensor targets) => Look(node, NonFinitePart.Labels, targets);

    /// <summary>A node: first its weights, then what it made with them.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="module">Its weights; the statistics that it keeps count only in evaluation, where it computes with them.</param>
    /// <param name="output">[batch, …]</param>
    public void Node(string node, nn.Module module, Tensor output)
    {
        if (Found is not null) return;
        IEnumerable<(string Name, Tensor Value)> weights = module.named_parameters().Select(named => (named.name, (Tensor)named.parameter));
        if (!module.training) weights = weights.Concat(module.named_buffers().Select(named => (named.name, named.buffer)));
        double? largest = null;
        foreach (var (name, value) in weights)
        {
            if (First(value) is var (bad, _))
            {
                Found = new(node, NonFinitePart.Weights, bad) { Weight = name };
                return;
            }
            if (value.is_floating_point()) largest = Math.Max(largest ?? 0, Largest(value));
        }
        Look(node, NonFinitePart.Output, output, largest);
    }

    /// <summary>The loss of a head.</summary>
    /// <param name="node">The head's name.</param>
    /// <param name="loss">A scalar; is freed.</param>
    /// <param name="predictions">What it was computed from.</param>
    public void Loss(string node, Tensor loss, Tensor predictions)
    {
        using (loss)
            if (Found is null && First(loss) is var (value, _))
                Found = new(node, NonFinitePart.Loss, value) { Largest = Largest(predictions) };
    }

    /// <summary>The first number that is not finite, and its row unless all rows have one; null if all numbers are finite.</summary>
    internal static (double Value, int? Row)? First(Tensor tensor)
    {
        if (!tensor.is_floating_point() || tensor.numel() == 0) return null;
        using var scope = NewDisposeScope();
        var rows = tensor.dim() == 0 ? 1 : tensor.shape[0];
        var table = tensor.detach().reshape(rows, -1);
        var isFinite = table.isfinite().all(1).cpu().data<bool>().ToArray();
        var row = Array.IndexOf(isFinite, false);
        if (row < 0) return null;
        var numbers = table[row].to(ScalarType.Float64).cpu().data<double>().ToArray();
        return (Array.Find(numbers, number => !double.IsFinite(number)), isFinite.Contains(true) ? row : null);
    }

    private void Look(string node, NonFinitePart part, Tensor values, double? largest = null)
    {
        if (Found is not null || First(values) is not var (value, row)) return;
        // Of bad data, some row is named even if all are bad: that is the place to look.
        if (part is NonFinitePart.Input or NonFinitePart.Labels) row ??= 0;
        Found = new(node, part, value) { Row = row, Largest = largest };
    }

    private static double Largest(Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.numel() == 0 ? 0 : values.detach().abs().max().ToDouble();
    }
}
