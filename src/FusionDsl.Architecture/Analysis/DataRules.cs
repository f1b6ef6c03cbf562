namespace FusionDsl.Architecture;

/// <summary>Sources and splits.</summary>
internal static class DataRules
{
    public static void Check(Model model, List<Issue> issues)
    {
        if (model.Data is not { } data) return;
        foreach (var node in model.Nodes.Where(node => node is ModalityNode or HeadNode && SettingsLowering.SourceOf(node) is null))
            // Of one that nobody reads it has been told that it can go.
            if (!issues.Any(issue => issue.Rule == Rule.UnreadNode && issue.Key == node.Name))
                issues.Add(new(Rule.MissingSource, node.Name, [node.Name, "a file and its columns"]));
        CheckSources(model, issues);

        var sourced = model.Nodes.Where(node => SettingsLowering.SourceOf(node) is not null).ToList();
        var files = sourced.Select(node => SettingsLowering.SourceOf(node)!.File).Distinct(StringComparer.Ordinal).ToList();
        if (files.Count > 1 && data.Key is null && !files.Exists(IsBroken))
        {
            var second = sourced.First(node => SettingsLowering.SourceOf(node)!.File == files[1]);
            issues.Add(new(Rule.MissingDataKey, $"{second.Name}/source/file", [string.Join(", ", files), "key: id"]));
        }
        CheckSplit(model, data.Split, issues);
    }

    /// <summary>The sources that there are, each by itself.</summary>
    public static void CheckSources(Model model, List<Issue> issues)
    {
        foreach (var modality in model.Modalities)
        {
            CheckSource(modality, modality.Source, modality.Content.Shape, issues);
            if (modality.ReadsPictures && modality.Content.Shape.Width is not (1 or 3))
                issues.Add(new(Rule.PictureChannels, $"{modality.Name}/channels", [modality.Name, $"{modality.Content.Shape.Width.Invariant()} channels"]));
        }
        foreach (var head in model.Heads) CheckSource(head, head.Source, Shape.Features(head.Classes is null ? head.Targets : 1), issues);
    }

    private static bool IsBroken(string file) => file.Any(char.IsControl);

    private static void CheckSource(Node node, SourceSettings? source, Shape shape, List<Issue> issues)
    {
        if (source is null) return;
        if (IsBroken(source.File))
        {
            issues.Add(new(Rule.BadFileName, $"{node.Name}/source/file", [new([.. source.File.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)])]));
            return;
        }
        long columns = 0;
        for (var i = 0; i < source.Columns.Count; i++)
        {
            var range = source.Columns[i];
            var numbered = ColumnRange.Of(range, out var fault);
            if (fault is not null)
            {
                issues.Add(new(Rule.BadColumnRange, $"{node.Name}/source/columns/{i.Invariant()}", [range, fault]));
                return;
            }
            columns += numbered?.Count ?? 1;
        }
        // One column holds lists (or, of an image, file names); a series may have a list per channel; else every number has its column.
        if (columns == 1 || columns == shape.Count || (shape.IsSeries && columns == shape.Width)) return;
        var expected = new[] { shape.Count == 1 ? "1" : "1 (of lists)", shape.IsSeries && shape.Width > 1 ? $"{shape.Width.Invariant()} (a list per channel)" : null, shape.Count > 1 ? shape.Count.Grouped() : null };
        issues.Add(new(Rule.ColumnCount, $"{node.Name}/source/columns",
            [node.Name, shape.ToString(), columns.Grouped(), string.Join(" or ", expected.Where(text => text is not null))]));
    }

    private static void CheckSplit(Model model, SplitSettings split, List<Issue> issues)
    {
        if (split.Column is null && split.Validation + split.Test >= 1)
            issues.Add(new(Rule.NothingToTrain, "/split", [split.Validation.Invariant(), split.Test.Invariant()]));
        var classifiers = model.Heads.Where(head => head.Classes is not null).Select(head => head.Name).ToList();
        if (split.Stratify is { } stratify && !classifiers.Contains(stratify))
            issues.Add(new(Rule.StratifyNeedsClasses, "/split/stratify", [
                stratify, Suggestion.For(stratify, classifiers), classifiers.Count == 0 ? "There is none" : $"Expected one of: {string.Join(", ", classifiers)}",
            ])
            {
                Mend = Mend.Meant(stratify, classifiers),
            });
    }
}
