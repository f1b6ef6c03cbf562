namespace FusionDsl.Architecture;

/// <summary>
/// How many steps per second each node has, as far as that is known: from the modalities on, through layers that keep time. Where series
/// are put side by side, equal places must be equal times.
/// </summary>
internal sealed class Rates(Model model, List<Issue> issues)
{
    private readonly Dictionary<string, double> _hertz = new(StringComparer.Ordinal);
    private readonly HashSet<string> _modalities = new(StringComparer.Ordinal);

    /// <summary>A modality, after its preparations.</summary>
    public void Begin(string modality, Prepared prepared)
    {
        _modalities.Add(modality);
        if (prepared.Hertz is { } hertz) _hertz.Add(modality, hertz);
    }

    /// <summary>Whether the operands of a fusion have one rate; reported where not.</summary>
    public bool Agree(Node node, IReadOnlyList<Operand> operands)
    {
        if (node is not FusionNode { Operator.AlignsTime: true } fusion) return true;
        var first = operands.FirstOrDefault(operand => _hertz.ContainsKey(operand.Name));
        for (var i = 0; i < operands.Count; i++)
        {
            var second = operands[i].Name;
            if (first is null || !_hertz.TryGetValue(second, out var other)) continue;
            if (AreEqual(other, _hertz[first.Name])) continue;
            string[] arguments =
            [
                fusion.Operator.Kind.Name, first.Name, _hertz[first.Name].Invariant(), second, other.Invariant(), Advice(first.Name, second),
            ];
            var issue = new Issue(Rule.RatesDiffer, $"{node.Name}/reads/{i.Invariant()}", arguments.ToEquatableArray())
            {
                // The other operand, and where both rates come from.
                Related = [$"{node.Name}/reads/{operands.ToList().IndexOf(first).Invariant()}", $"{first.Name}/hertz", $"{second}/hertz"],
            };
            issues.Add(Mended(issue, first.Name, second));
            return false;
        }
        return true;
    }

    /// <summary>What an encoder or a fusion makes of the rate that it reads.</summary>
    public void Pass(PartPlan part)
    {
        if (part.Operator is { AlignsTime: false } || !HasTime(part.Joined)) return;
        if (part.Inputs.FirstOrDefault(input => _hertz.ContainsKey(input.Name)) is not { } known) return;
        var hertz = _hertz[known.Name];
        foreach (var layer in part.Layers)
        {
            if (!HasTime(layer.Context.Output)) return;
            hertz /= layer.Layer.TimeStride;
        }
        _hertz.Add(part.Name, hertz);
    }

    // The faster one comes down: nothing can be made up that the slower one lacks.
    private string Advice(string one, string other)
    {
        var (faster, slower) = _hertz[one] > _hertz[other] ? (one, other) : (other, one);
        return _modalities.Contains(faster)
            ? $"put Resample({_hertz[slower].Invariant()}) on '{faster}'"
            : $"bring '{faster}' down to {_hertz[slower].Invariant()} Hz with Resample on what it reads, or with a stride";
    }

    // A modality that is resampled already gets another rate, unless that is the rate it comes with.
    private Issue Mended(Issue issue, string one, string other)
    {
        var (faster, slower) = _hertz[one] > _hertz[other] ? (one, other) : (other, one);
        if (model.Modalities.FirstOrDefault(modality => modality.Name == faster) is not { } found) return issue;
        var key = $"{faster}/preparations/{Resample.Definition.Name}";
        var rate = _hertz[slower].Invariant();
        if (!found.Preparations.Any(preparation => preparation is Resample)) return issue with { Mend = new(MendKind.Add, Resample.Definition.Name, rate), MendKey = faster };
        return found.Content.Hertz is { } own && AreEqual(own, _hertz[slower])
            ? issue with { Mend = Mend.Removal, MendKey = key } : issue with { Mend = new(MendKind.Replace, rate), MendKey = key + "/hertz" };
    }

    private static bool HasTime(Shape shape) => shape.Dimensions.Any(dimension => dimension.Axis == Axis.Time);

    // Rates behind strides are quotients: 100 / 3 / 2 is 100 / 6.
    private static bool AreEqual(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Max(one, other);
}
