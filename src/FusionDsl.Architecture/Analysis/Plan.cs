namespace FusionDsl.Architecture;

/// <summary>A model with everything worked out that code, summary and diagram need: shapes, costs, the order of computation.</summary>
/// <param name="Model">What was meant.</param>
/// <param name="Parts">Encoders, fusions and heads in the order of computation.</param>
public sealed record Plan(Model Model, EquatableArray<PartPlan> Parts)
{
    /// <summary>Numbers that training changes.</summary>
    public long ParameterCount => Parts.Sum(part => part.ParameterCount)
        + Model.Modalities.Where(Model.StandsIn).Sum(modality => modality.Output.Count);

    /// <summary>Floating-point operations of one forward pass per sample.</summary>
    public long FlopsPerSample => Parts.Sum(part => part.Flops);

    /// <summary>Bytes of one sample that a training step keeps until the gradients are known; see <see cref="Activations"/>.</summary>
    public long TrainingBytesPerSample => checked(4 * Activations.InTraining(this));

    /// <summary>Bytes of one sample that there are at most at once in prediction; see <see cref="Activations"/>.</summary>
    public long PredictionBytesPerSample => checked(4 * Activations.InPrediction(this));

    /// <summary>The training step with gradients that are written out; null where autograd has to find them.</summary>
    public StaticPlan? Static => StaticPlan.Of(this);

    /// <summary>What learns after what; empty where everything learns at once.</summary>
    public EquatableArray<StagePlan> Stages => StagePlan.Of(Model, Parts);

    /// <summary>The branches whose gradients are balanced; empty where none are.</summary>
    public EquatableArray<BranchPlan> Balanced => Model.Train.Modulation is null ? [] : BranchPlan.Of(Model, Parts);

    /// <summary>The part of a head.</summary>
    public PartPlan PartOf(Node node) => Parts.First(part => part.Name == node.Name);
}

/// <summary>What a part is.</summary>
public enum PartRole
{
    /// <summary>A network from one node to features.</summary>
    Encoder,

    /// <summary>Several nodes that become one.</summary>
    Fusion,

    /// <summary>A task.</summary>
    Head,
}

/// <summary>An encoder, fusion or head with its shapes.</summary>
/// <param name="Inputs">What it reads.</param>
/// <param name="Operator">How a fusion joins them; null for the others.</param>
/// <param name="Joined">The shape before the first layer.</param>
/// <param name="Layers">Its layers; a head's last one is the Dense to classes or targets.</param>
public sealed record PartPlan(
    string Name, PartRole Role, EquatableArray<Operand> Inputs, FusionOperator? Operator, Shape Joined, EquatableArray<LayerPlan> Layers)
{
    /// <summary>Whether an encoder has a trained token for samples without the modality that it reads.</summary>
    public bool StandsIn { get; init; }

    /// <summary>Whether a fusion teaches its operands nothing.</summary>
    public bool IsIndependent { get; init; }

    /// <summary>The heads that tell how much each operand counts; none where the operands are not judged.</summary>
    public EquatableArray<string> Judges { get; init; } = [];

    /// <summary>What is computed, one after the other: a layer, or two neighbours that are cheaper together.</summary>
    public IEnumerable<Operation> Operations => Operation.Of(Layers);

    /// <summary>Of an autoencoder the layers that make what it reads again; empty for the others.</summary>
    public EquatableArray<LayerPlan> Decoder { get; init; } = [];

    /// <summary>The shape it makes.</summary>
    public Shape Output => Layers.Count == 0 ? Joined : Layers[Layers.Count - 1].Context.Output;

    /// <summary>How the operator is written in C#; null where there is none.</summary>
    public OperatorCode? Joining => Operator?.Code(Inputs);

    /// <summary>Numbers that training changes.</summary>
    public long ParameterCount => (Operator?.ParameterCount(Inputs) ?? 0) + Layers.Sum(layer => layer.ParameterCount) + Decoder.Sum(layer => layer.ParameterCount)
        + (StandsIn ? Output.Count : 0);

    /// <summary>Floating-point operations per sample.</summary>
    public long Flops => (Operator?.Flops(Inputs) ?? 0) + Layers.Sum(layer => layer.Flops);

    /// <summary>Whether a layer normalises over the batch.</summary>
    public bool NeedsBatch => Layers.Concat(Decoder).Any(layer => layer.Layer.NeedsBatch);
}

/// <summary>A layer in its place.</summary>
/// <param name="Index">Counted from 0 within its part: its name in the state_dict.</param>
public sealed record LayerPlan(int Index, Layer Layer, LayerContext Context)
{
    /// <summary>Numbers that training changes.</summary>
    public long ParameterCount => Layer.ParameterCount(Context);

    /// <summary>Floating-point operations per sample.</summary>
    public long Flops => Layer.Flops(Context);
}

/// <summary>A layer, or two layers that are one operation.</summary>
/// <param name="Layer">The layer, or the first of the two: the operation has its place and its name in the state_dict.</param>
/// <param name="Absorbed">The second of the two, which has no weights; null if there is none.</param>
/// <param name="Code">How it is written in C#.</param>
public sealed record Operation(LayerPlan Layer, LayerPlan? Absorbed, LayerCode Code)
{
    /// <summary>The layers of an operation of two, for instance <c>BatchNorm, Relu</c>; empty for a layer alone.</summary>
    public string Display => Absorbed is null ? "" : $"{Layer.Layer.Display}, {Absorbed.Layer.Display}";

    /// <summary>From left to right: who can be joined with the next one is.</summary>
    internal static IEnumerable<Operation> Of(EquatableArray<LayerPlan> layers)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            var (layer, next) = (layers[i], i + 1 < layers.Count ? layers[i + 1] : null);
            if (next is not null && layer.Layer.CodeWith(next.Layer, layer.Context) is { } together)
            {
                yield return new(layer, next, together);
                i++;
            }
            else yield return new(layer, null, layer.Layer.Code(layer.Context));
        }
    }
}
