namespace FusionDsl.Architecture;

/// <summary>What a classifier says about its loss: weights of classes, smoothing of labels.</summary>
internal static class LossLowering
{
    /// <returns>Null for the plain cross-entropy, and after a report.</returns>
    public static LossSettings? Run(NodeParts parts, ClassSet classes, Arguments head)
    {
        var given = parts.FindAll(SettingKind.ClassWeight).ToList();
        var weights = Weights(parts, classes, given);
        var (balance, smoothing) = (head.Flag("balance"), head.Real("labelSmoothing"));
        if (balance && given.Count > 0)
        {
            var place = parts.Kind.Arguments.First(argument => argument.Name == "balance").NamePlace;
            parts.Context.Report(Rule.SeveralClassWeights, place, given[0].Place, parts.Name, string.Join(", ", given.Select(NameIn)));
            return null;
        }
        return balance || weights.Count > 0 || smoothing > 0 ? new(balance, weights, smoothing) : null;
    }

    private static EquatableArray<double> Weights(NodeParts parts, ClassSet classes, List<DraftCall> given)
    {
        var weights = classes.Names.Select(_ => 1.0).ToArray();
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        for (var i = 0; i < given.Count; i++)
        {
            if (parts.Bind(given[i], SettingKind.ClassWeight, $"{parts.Name}/weights/{i.Invariant()}") is not { } arguments) continue;
            var name = arguments.Text("name")!;
            var place = given[i].Arguments.First(argument => argument.Name == "name").Value.Place;
            var index = classes.Names.ToList().IndexOf(name);
            if (index < 0)
                parts.Context.Report(Rule.UnknownClass, place, Mend.Meant(name, classes.Names), name, parts.Name, Suggestion.For(name, classes.Names), string.Join(", ", classes.Names));
            else if (seen.TryGetValue(name, out var first)) parts.Context.Report(Rule.DuplicateClass, place, first, name);
            else weights[index] = arguments.Real("weight");
            seen[name] = place;
        }
        // A weight of 1 for each is what holds without any.
        return weights.All(weight => weight == 1) ? [] : weights.ToEquatableArray();
    }

    private static string NameIn(DraftCall call) => call.Arguments.First(argument => argument.Name == "name").Value.Text;
}
