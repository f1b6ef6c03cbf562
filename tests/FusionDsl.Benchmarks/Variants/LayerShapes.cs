using FusionDsl.Benchmarks.Cases;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>A layer that computes, with the sizes it has in a training step.</summary>
/// <param name="Flops">Floating-point operations of the forward pass of one sample.</param>
internal abstract record LayerShape(long Flops);

/// <param name="Rows">Of the batch.</param>
/// <param name="In">Features.</param>
/// <param name="Out">Features.</param>
/// <param name="NeedsInputGradient">There is something to learn before it.</param>
internal sealed record DenseShape(long Rows, long In, long Out, bool NeedsInputGradient) : LayerShape(2 * In * Out);

/// <param name="Rows">Of the batch.</param>
/// <param name="In">Channels.</param>
/// <param name="Out">Channels.</param>
/// <param name="Kernel">Length of the kernel.</param>
/// <param name="Time">Length of the input.</param>
/// <param name="OutTime">Length of the output.</param>
/// <param name="NeedsInputGradient">There is something to learn before it.</param>
internal sealed record ConvolutionShape(long Rows, long In, long Out, long Kernel, long Time, long OutTime, bool NeedsInputGradient)
    : LayerShape(2 * In * Out * Kernel * OutTime);

/// <param name="Numbers">Of one sample.</param>
internal sealed record NormShape(long Numbers) : LayerShape(2 * Numbers);

/// <summary>
/// The computing layers of a model, as one forward pass of a batch meets them: the list cannot forget one, and its operations are checked
/// against those that the generator counts.
/// </summary>
internal static class LayerShapes
{
    public static IReadOnlyList<LayerShape> Of(Workload workload)
    {
        using var twin = workload.Case.NewTwin();
        using var scope = NewDisposeScope();
        var met = new List<LayerShape>();
        foreach (var (_, module) in twin.Module.named_modules()) Watch(module, met);
        twin.Forward([.. workload.Prepared.Select(values => values.narrow(0, 0, workload.BatchSize))]);
        ThrowIfIncomplete(workload.Case, met);
        return met;
    }

    private static void Watch(nn.Module module, List<LayerShape> met)
    {
        // A hook that returns nothing leaves the output as it is.
        switch (module)
        {
            case Linear linear:
                linear.register_forward_hook((_, input, output) =>
                {
                    met.Add(new DenseShape(input.numel() / input.size(-1), input.size(-1), output.size(-1), input.requires_grad));
                    return null!;
                });
                break;
            case Conv1d convolution:
                convolution.register_forward_hook((_, input, output) =>
                {
                    var kernel = convolution.weight!.size(2);
                    if (output.size(2) != input.size(2) - kernel + 1)
                        throw new FusionException("The floor knows convolutions of stride and dilation 1 without padding only.");
                    met.Add(new ConvolutionShape(
                        input.size(0), input.size(1), output.size(1), kernel, input.size(2), output.size(2), input.requires_grad));
                    return null!;
                });
                break;
            case BatchNorm1d norm:
                norm.register_forward_hook((_, input, _) =>
                {
                    met.Add(new NormShape(input.numel() / input.size(0)));
                    return null!;
                });
                break;
        }
    }

    private static void ThrowIfIncomplete(BenchmarkCase theCase, List<LayerShape> met)
    {
        var flops = met.Sum(layer => layer.Flops);
        if (flops != theCase.Description.FlopsPerSample)
            throw new FusionException(
                $"{theCase.Name}: the layers of the hand-written twin make {flops} operations a sample, those of the declared model "
                + $"{theCase.Description.FlopsPerSample}: the two are not the same model, and the floor would be wrong.");
    }
}
