namespace FusionDsl.Architecture;

/// <summary>
/// A model as it was meant: checked names and values, no trace of where or in which language it was written. Its nodes are in alphabetical
/// order, since the order of declaration carries no meaning.
/// </summary>
public sealed record Model(
    string Name, string Namespace, string Accessibility,
    EquatableArray<ModalityNode> Modalities, EquatableArray<EncoderNode> Encoders, EquatableArray<FusionNode> Fusions, EquatableArray<HeadNode> Heads,
    TrainSettings Train, DataSettings? Data)
{
    /// <summary>What merges heads.</summary>
    public EquatableArray<DecisionNode> Decisions { get; init; } = [];

    /// <summary>All nodes.</summary>
    public IEnumerable<Node> Nodes => [.. Modalities, .. Encoders, .. Fusions, .. Heads, .. Decisions];

    /// <summary>What it says about a sample: an answer per head, then one per decision.</summary>
    public IEnumerable<Answer> Answers =>
        [
            .. Heads.Select(head => new Answer(head.Name, head.Classes, head.Targets, head, null)),
            .. Decisions.Select(decision => AnswerOf(decision, Head(decision.Truth))),
        ];

    /// <summary>The head of that name.</summary>
    public HeadNode Head(string name) => Heads.First(head => head.Name == name);

    /// <summary>Whether a sample may be without a modality, in the data or by dropout.</summary>
    public bool MayBeAbsent(ModalityNode modality) => modality.Optional || Train.ModalityDropout > 0;

    /// <summary>
    /// Whether a modality itself stands in for what is missing. An encoder does that on its own; fusions, heads and autoencoders read the
    /// modality as it is.
    /// </summary>
    public bool StandsIn(ModalityNode modality) =>
        MayBeAbsent(modality) && Nodes.Any(node => node is not EncoderNode { Autoencoder: null } && node.Reads.Contains(modality.Name));

    /// <summary>Name with namespace.</summary>
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";

    /// <summary>An enum's name with namespace; one that is generated stands beside the model.</summary>
    public string FullNameOf(ClassSet classes) => !classes.Generate || Namespace.Length == 0 ? classes.Enum : $"{Namespace}.{classes.Enum}";

    /// <summary>The same model where others generate some of its enums.</summary>
    /// <param name="enums">Their full names.</param>
    public Model Borrowing(IReadOnlyCollection<string> enums) => this with
    {
        Heads = Heads.Select(head => head.Classes is { } classes && enums.Contains(FullNameOf(classes)) ? head with { Classes = new(FullNameOf(classes), classes.Names, Generate: false) } : head)
            .ToEquatableArray(),
    };

    private static Answer AnswerOf(DecisionNode decision, HeadNode truth) => new(decision.Name, truth.Classes, truth.Targets, truth, decision);
}

/// <summary>A part of a model that has a name.</summary>
public abstract record Node(string Name)
{
    /// <summary>The nodes it reads.</summary>
    public virtual IEnumerable<string> Reads => [];

    /// <summary>Factor of the model's learning rate for its weights.</summary>
    public double LearningRate { get; init; } = 1;
}

/// <summary>What a sample carries.</summary>
/// <param name="Content">Kind, shape and rate of what is handed in.</param>
/// <param name="Preparations">What is done to it before a node reads it, in this order.</param>
/// <param name="Source">Where it is found in files.</param>
public sealed record ModalityNode(string Name, ModalityContent Content, EquatableArray<Preparation> Preparations, SourceSettings? Source)
    : Node(Name)
{
    /// <summary>Whether a sample may be without it.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether its source names picture files, which an image does by its only column.</summary>
    public bool ReadsPictures => Content.Shape.IsImage && Source is { Columns.Count: 1 } && ColumnRange.Of(Source.Columns[0], out _) is not { Count: > 1 };

    /// <summary>Whether anything is done to it, so that it is a module.</summary>
    public bool IsPrepared => Preparations.Count > 0;

    /// <summary>Whether anything is learned from the training rows.</summary>
    public bool IsFitted => Preparations.Any(preparation => preparation.IsFitted);

    /// <summary>The only preparation, if all it does is to shift and to scale; null otherwise.</summary>
    public RescaleCode? Rescale => Preparations.Count == 1 ? Preparations[0].Rescale : null;

    /// <summary>What is handed in.</summary>
    public Prepared Raw => new(Content.Shape, Content.Hertz);

    /// <summary>The preparations with what goes in and comes out. They stand in a checked model, so each of them fits.</summary>
    public EquatableArray<PreparationStep> Steps
    {
        get
        {
            var (steps, report, input) = (new List<PreparationStep>(), new ShapeReport(), Raw);
            foreach (var preparation in Preparations)
            {
                var output = preparation.Infer(input, report)
                    ?? throw new InvalidOperationException($"{preparation.Display} does not fit {input.Shape}.");
                steps.Add(new(preparation, input, output));
                input = output;
            }
            return steps.ToEquatableArray();
        }
    }

    /// <summary>The shape that other nodes read.</summary>
    public Shape Output => IsPrepared ? Steps[Preparations.Count - 1].Output.Shape : Content.Shape;
}

/// <summary>A network from one node to features.</summary>
public sealed record EncoderNode(string Name, string From, EquatableArray<Layer> Layers) : Node(Name)
{
    /// <summary>How it learns to reconstruct what it reads, before all else; null: it is an ordinary encoder.</summary>
    public AutoencoderSettings? Autoencoder { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Reads => [From];
}

/// <summary>Several nodes that become one, and perhaps a network behind.</summary>
public sealed record FusionNode(string Name, FusionOperator Operator, EquatableArray<string> Operands, EquatableArray<Layer> Layers) : Node(Name)
{
    /// <summary>Whether its operands learn nothing from it, but from heads of their own.</summary>
    public bool Independent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Reads => Operands;
}

/// <summary>A task: perhaps a network, then one Dense layer to classes or targets.</summary>
/// <param name="Classes">What a classifier tells apart; null for a regression.</param>
/// <param name="Targets">Width of its output.</param>
/// <param name="Weight">Factor of its loss.</param>
/// <param name="Loss">How training departs from the plain cross-entropy; null: not at all.</param>
public sealed record HeadNode(
    string Name, string From, EquatableArray<Layer> Layers, ClassSet? Classes, int Targets, double Weight, LossSettings? Loss, SourceSettings? Source)
    : Node(Name)
{
    /// <inheritdoc/>
    public override IEnumerable<string> Reads => [From];
}

/// <summary>The classes of a classifier, in the order of the logits.</summary>
/// <param name="Enum">How generated code writes the enum.</param>
/// <param name="Names">Its members.</param>
/// <param name="Generate">Whether the enum has to be generated.</param>
public sealed record ClassSet(string Enum, EquatableArray<string> Names, bool Generate);
