namespace FusionDsl.Architecture;

/// <summary>Nodes: what they are, what they read, which layers they have.</summary>
internal static class NodeLowering
{
    public static IReadOnlyList<Node> Run(DraftModel draft, LoweringContext context)
    {
        var nodes = new List<Node>();
        var names = new Dictionary<string, DraftNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in draft.Nodes)
        {
            context.Locate(node.Name, node.Place);
            if (!CheckName(draft, node, names, context) || node.IsBroken) continue;
            var findings = context.Findings.Count;
            if (Lower(draft, node, context) is { } lowered && context.Findings.Count == findings) nodes.Add(lowered);
        }
        return nodes;
    }

    /// <summary>Whether a node says what it is.</summary>
    public static bool HasKind(DraftNode node) => node.Calls.Any(call => KindOf(call.Name) is not null);

    private static bool CheckName(DraftModel draft, DraftNode node, Dictionary<string, DraftNode> names, LoweringContext context)
    {
        if (!Names.IsName(node.Name)) context.Report(Rule.InvalidName, node.Place, node.Name, "a node", Names.Mend(node.Name), Names.Expectation);
        else if (Names.IsReserved(node.Name) || node.Name == draft.Name)
            context.Report(Rule.ReservedName, node.Place, node.Name, "a node", node.Name == draft.Name ? node.Name + "Net" : "My" + node.Name);
        else if (names.TryGetValue(node.Name, out var other)) context.Report(Rule.DuplicateName, node.Place, other.Place, node.Name, other.Name);
        else
        {
            names.Add(node.Name, node);
            return true;
        }
        return false;
    }

    private static Node? Lower(DraftModel draft, DraftNode node, LoweringContext context)
    {
        var kinds = node.Calls.Where(call => KindOf(call.Name) is not null).ToList();
        if (kinds.Count == 0)
        {
            context.Report(Rule.NodeWithoutKind, node.Place, node.Name, Kinds);
            return null;
        }
        if (kinds.Count > 1)
        {
            context.Report(Rule.SeveralKinds, kinds[1].Place, kinds[0].Place, node.Name, kinds[0].Name, kinds[1].Name);
            return null;
        }

        var parts = new NodeParts(node, kinds[0], context);
        if (DecisionLowering.KindOf(draft, node, kinds[0]) is { } decision) return DecisionLowering.Run(draft, parts, decision);
        return KindOf(kinds[0].Name) switch
        {
            ModalityKind kind => LowerModality(parts, kind),
            OperatorKind kind => LowerFusion(draft, parts, kind),
            HeadKind kind => LowerHead(draft, parts, kind),
            _ => LowerEncoder(draft, parts),
        };
    }

    private static ModalityNode? LowerModality(NodeParts parts, ModalityKind kind)
    {
        parts.Allow(Catalogue.Preparations, "a modality");
        var preparations = parts.Preparations();
        return parts.Bind(parts.Kind, kind, parts.Name) is { } arguments
            ? new(parts.Name, kind.Create(arguments), preparations, parts.Source()) { Optional = arguments.Flag(ModalityKind.Optional.Name) } : null;
    }

    private static EncoderNode? LowerEncoder(DraftModel draft, NodeParts parts)
    {
        parts.Allow([.. Catalogue.Layers, .. Catalogue.NodeSettings], "an encoder");
        var layers = parts.Layers();
        var keyword = parts.Kind.Name == Catalogue.Encoder.Name ? Catalogue.Encoder : Catalogue.Autoencoder;
        return parts.Bind(parts.Kind, keyword, parts.Name) is { } arguments && parts.Reference(draft, 0) is { } from
            ? new(parts.Name, from, layers)
            {
                LearningRate = parts.LearningRate(),
                Autoencoder = keyword == Catalogue.Encoder ? null : new(
                    arguments.Int("latent"), arguments.Real("noise"), arguments.Flag("fineTune"), arguments.OptionalInt("epochs"),
                    arguments.OptionalInt("patience")),
            } : null;
    }

    private static FusionNode? LowerFusion(DraftModel draft, NodeParts parts, OperatorKind kind)
    {
        parts.Allow([.. Catalogue.Layers, .. Catalogue.NodeSettings, SettingKind.Independent], "a fusion");
        var layers = parts.Layers();
        var operands = parts.References(draft);
        var independent = parts.Find(SettingKind.Independent);
        if (independent is not null) parts.Bind(independent, SettingKind.Independent, $"{parts.Name}/independent");
        return parts.Bind(parts.Kind, kind, parts.Name) is { } arguments && operands is not null
            ? new(parts.Name, kind.Create(arguments), operands.ToEquatableArray(), layers)
            {
                Independent = independent is not null,
                LearningRate = parts.LearningRate(),
            }
            : null;
    }

    private static HeadNode? LowerHead(DraftModel draft, NodeParts parts, HeadKind kind)
    {
        Keyword[] settings = kind == HeadKind.Classifier ? [SettingKind.ClassWeight] : [];
        parts.Allow([.. Catalogue.Layers, .. Catalogue.NodeSettings, .. settings], "a head");
        var layers = parts.Layers();
        var arguments = parts.Bind(parts.Kind, kind, parts.Name);
        var from = parts.Reference(draft, 0);
        var classes = kind == HeadKind.Classifier ? ClassLowering.Run(draft, parts) : null;
        if (arguments is null || from is null || (classes is null && kind == HeadKind.Classifier)) return null;
        var loss = classes is null ? null : LossLowering.Run(parts, classes, arguments);
        return new(parts.Name, from, layers, classes, classes?.Names.Count ?? arguments.Int("targets"), arguments.Real("weight"), loss, parts.Source())
        {
            LearningRate = parts.LearningRate(),
        };
    }

    // Forty words in a row would help nobody.
    private static string Kinds { get; } =
        $"{Words(Catalogue.Modalities)} (a modality), {Catalogue.Encoder.Name}, {Catalogue.Autoencoder.Name}, {Words(Catalogue.Operators.Take(4))} … (a fusion), "
        + $"{Words(Catalogue.Heads)} (a head), {Words(Catalogue.Decisions.Take(2))} … (a decision)";

    private static string Words(IEnumerable<Keyword> keywords) => string.Join(", ", keywords.Select(keyword => keyword.Name));

    private static readonly Keyword[] NodeKinds =
        [.. Catalogue.Modalities, Catalogue.Encoder, Catalogue.Autoencoder, .. Catalogue.Operators, .. Catalogue.Heads, .. Catalogue.Decisions];

    private static readonly Dictionary<string, Keyword> KindsByName = NodeKinds.GroupBy(kind => kind.Name).ToDictionary(kinds => kinds.Key, kinds => kinds.First(), StringComparer.Ordinal);

    private static Keyword? KindOf(string name) => KindsByName.TryGetValue(name, out var kind) ? kind : null;
}
