using FusionDsl.Fusions;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Fusions;

/// <summary>An operator with some settings, and its formula.</summary>
/// <param name="Operator">Its class.</param>
/// <param name="Shapes">Of one sample of each operand.</param>
/// <param name="Make">The module; null: a function without weights.</param>
/// <param name="Function">The function; null: a module.</param>
/// <param name="Formula">For one sample, whose operands come as [operand][token][channel]; features are one token.</param>
internal sealed record FusionCase(
    Type Operator, long[][] Shapes, Func<FusionModule>? Make, Func<Tensor[], Tensor>? Function, Func<Weights, double[][][], double[]> Formula)
{
    /// <summary>The shape of the result of a sample; null: [feature].</summary>
    public long[]? Result { get; init; }

    /// <summary>Whether operands of one shape may change places without a change of the result.</summary>
    public bool IsSymmetric { get; init; }

    /// <summary>The module with weights that are far from their tidy first values; something that does nothing where there are none.</summary>
    public nn.Module<Tensor[], Tensor> Module(long seed)
    {
        if (Make is null) return new Applied(Function!);
        var module = Make();
        Layers.LayerChecks.Fill(module, seed);
        return module;
    }

    public Tensor[] Draw(long batch, long seed) => [.. Shapes.Select((shape, m) => Layers.LayerChecks.Random(seed * 10 + m, [batch, .. shape]))];

    private sealed class Applied(Func<Tensor[], Tensor> function) : nn.Module<Tensor[], Tensor>(nameof(Applied))
    {
        public override Tensor forward(Tensor[] operands) => function(operands);

        protected override void RegisterComponents() { }
    }
}
