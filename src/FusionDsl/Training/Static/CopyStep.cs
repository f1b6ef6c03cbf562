using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>Copies an operand into its part of a concatenation: for one that others read too, so that it cannot be made in place.</summary>
/// <param name="memory">Where the steps compute.</param>
/// <param name="input">[batch, width]</param>
/// <param name="into">The part, [batch, width].</param>
public sealed class CopyStep(StaticMemory memory, Signal input, Signal into) : StaticLayer(memory, input, into)
{
    /// <inheritdoc/>
    public override void Forward()
    {
        for (var row = 0; row < Memory.Rows; row++) Input.Value.Row(row).CopyTo(Output.Value.Row(row));
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        if (!Input.HasGradient) return;
        var adds = Adds;
        for (var row = 0; row < Memory.Rows; row++)
        {
            if (adds) DenseKernels.Add(Input.Gradient.Row(row), Output.Gradient.Row(row));
            else Output.Gradient.Row(row).CopyTo(Input.Gradient.Row(row));
        }
    }
}
