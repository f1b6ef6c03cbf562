using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Operands at a common width: those of another one go through a trained projection P_m without a bias, <c>{m}.weight</c>; those that
/// have it are taken as they are. Works on the last axis.
/// </summary>
internal sealed class Projections : nn.Module<Tensor[], Tensor[]>
{
    private readonly Linear?[] _projections;

    public Projections(long[] widths, long width) : base(nameof(Projections))
    {
        _projections = [.. widths.Select(from => from == width ? null : nn.Linear(from, width, hasBias: false))];
        for (var i = 0; i < _projections.Length; i++)
            if (_projections[i] is { } projection) register_module($"{i}", projection);
    }

    public override Tensor[] forward(Tensor[] operands) => [.. operands.Select((operand, i) => _projections[i]?.call(operand) ?? operand)];

    protected override void RegisterComponents() { }
}
