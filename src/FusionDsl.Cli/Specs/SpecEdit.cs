using FusionDsl.Architecture;

namespace FusionDsl.Cli.Specs;

/// <summary>Sets a value in a YAML text and leaves every other character as it is, comments included.</summary>
internal static class SpecEdit
{
    // A key below these may be set even where the section is not written yet: their own keys all have defaults.
    private static readonly string[] OptionalSections = ["train", "data.split"];

    /// <summary>Applies the settings one after the other.</summary>
    /// <exception cref="SpecSyntaxException">The text is no YAML.</exception>
    /// <exception cref="FusionException">A path leads nowhere.</exception>
    public static string Apply(string text, IEnumerable<Setting> settings)
    {
        foreach (var setting in settings)
        {
            try
            {
                text = Set(text, setting.Path, setting.Value);
            }
            catch (FusionException error) when (error is not SpecSyntaxException)
            {
                throw new FusionException($"{setting.Option}: {error.Message}", error);
            }
        }
        return text;
    }

    /// <summary>Sets one value: replaces it where it exists, adds the last key of the path where it does not.</summary>
    /// <exception cref="SpecSyntaxException">The text is no YAML.</exception>
    /// <exception cref="FusionException">The path leads nowhere.</exception>
    public static string Set(string text, SpecPath path, string value)
    {
        if (SpecTree.Parse(text) is not SpecMapping root) throw new SpecSyntaxException("a spec is a mapping of keys");

        SpecNode node = root;
        SpecEntry? entry = null;   // Whose value the node is, if it is one.
        for (var depth = 0; depth < path.Steps.Count; depth++)
        {
            var step = path.Steps[depth];
            if (step.Key is null)
            {
                (node, entry) = (Item(node, path, depth), null);
                continue;
            }
            if (node is SpecScalar { IsAbsent: true })
                return Checked(text, path, Replace(text, entry, node, Written(path, depth, value)));
            if (node is not SpecMapping mapping) throw CannotEnter(node, path, depth);
            if (mapping.Find(step.Key) is { } found)
            {
                (node, entry) = (found.Value, found);
                continue;
            }
            if (depth + 1 == path.Steps.Count) return Checked(text, path, Insert(text, mapping, step.Key, value));
            if (depth + 2 == path.Steps.Count && OptionalSections.Contains(path.Prefix(depth + 1)))
                return Checked(text, path, Insert(text, mapping, step.Key, Written(path, depth + 1, value)));
            throw Unknown(mapping, path, depth);
        }
        if (node is SpecAlias alias)
            throw new FusionException($"'{path}' is {alias.Kind}. Set the value where &{alias.Name} is written, or write it out here.");
        return Checked(text, path, Replace(text, entry, node, SpecValue.Fit(value, InFlow(root, node))));
    }

    private static SpecNode Item(SpecNode node, SpecPath path, int depth)
    {
        var step = path.Steps[depth];
        if (node is not SpecList list)
            throw new FusionException($"'{path.Prefix(depth)}' is {node.Kind}, not a list: {step} leads nowhere.");
        if (step.Item >= list.Items.Count)
            throw new FusionException($"'{path.Prefix(depth)}' is {list.Kind}"
                + (list.Items.Count == 0 ? "." : $", [0] to [{list.Items.Count - 1}]; there is no {step}."));
        return list.Items[step.Item];
    }

    // The rest of a path, from an empty value on: { epochs: 5 }.
    private static string Written(SpecPath path, int depth, string value)
    {
        if (depth + 1 != path.Steps.Count)
            throw new FusionException($"'{path.Prefix(depth)}' is empty; "
                + $"'{path.Prefix(depth + 1)}' must be there before a value in it is set.");
        return $"{{ {path.Steps[depth].Key}: {SpecValue.Fit(value, inFlow: true)} }}";
    }

    private static string Replace(string text, SpecEntry? entry, SpecNode node, string value)
    {
        var (start, end) = (node.Start, node.End);
        if (entry is null || node is SpecScalar { IsAbsent: false }) return string.Concat(text.AsSpan(0, start), value, text.AsSpan(end));

        // Behind the key: the value may be absent (with or without its colon) or begin on a later line.
        var colon = entry.Key.End;
        while (colon < text.Length && text[colon] is ' ' or '\t') colon++;
        var hasColon = colon < text.Length && text[colon] == ':';
        if (node is SpecScalar) start = end = hasColon ? colon + 1 : entry.Key.End;
        else if (text.AsSpan(colon + 1, start - colon - 1).IndexOf('\n') >= 0) start = colon + 1;
        else return string.Concat(text.AsSpan(0, start), value, text.AsSpan(end));
        return string.Concat(text.AsSpan(0, start), hasColon ? " " + value : ": " + value, text.AsSpan(end));
    }

    private static string Insert(string text, SpecMapping mapping, string key, string value)
    {
        if (SpecValue.IsPlainKey(key) is false) throw new FusionException($"'{key}' is not a key.");
        if (mapping.Form == MappingForm.Block)
        {
            var first = mapping.Entries[0].Key.Start;
            var indent = new string(' ', first - LineStart(text, first));
            var newline = text.Contains("\r\n") ? "\r\n" : "\n";
            var end = text.AsSpan(mapping.End).IndexOfAny('\r', '\n');
            var at = end < 0 ? text.Length : mapping.End + end;
            return text.Insert(at, $"{newline}{indent}{key}: {SpecValue.Fit(value, inFlow: false)}");
        }

        var pair = $"{key}: {SpecValue.Fit(value, inFlow: true)}";
        if (mapping.Form == MappingForm.Pair)
            return string.Concat(text.AsSpan(0, mapping.Start),
                $"{{ {text[mapping.Start..mapping.End]}, {pair} }}", text.AsSpan(mapping.End));
        if (mapping.Entries.Count == 0) return string.Concat(text.AsSpan(0, mapping.Start), $"{{ {pair} }}", text.AsSpan(mapping.End));
        var last = mapping.Entries[^1];
        var behind = last.Value is SpecScalar { IsAbsent: true } ? BehindColon(text, last.Key.End) : last.Value.End;
        return text.Insert(behind, $", {pair}");
    }

    private static int BehindColon(string text, int keyEnd)
    {
        var at = keyEnd;
        while (text[at] is ' ' or '\t') at++;
        return text[at] == ':' ? at + 1 : keyEnd;
    }

    private static int LineStart(string text, int index) => text.LastIndexOf('\n', Math.Max(0, index - 1)) + 1;

    private static bool InFlow(SpecNode root, SpecNode sought)
    {
        return Inside(root, flow: false);

        bool Inside(SpecNode node, bool flow) => ReferenceEquals(node, sought) ? flow : node switch
        {
            SpecMapping mapping => mapping.Entries.Any(entry => Inside(entry.Value, flow || mapping.Form != MappingForm.Block)),
            SpecList list => list.Items.Any(item => Inside(item, flow || list.Flow)),
            _ => false,
        };
    }

    // An edit must change nothing but the place that was named; a text too odd for it is left alone.
    private static string Checked(string before, SpecPath path, string after)
    {
        try
        {
            if (SpecComparison.DiffersOnlyAt(path, SpecTree.Parse(before), SpecTree.Parse(after))) return after;
        }
        catch (SpecSyntaxException)
        {
            // Falls through: the edit broke the text.
        }
        throw new FusionException($"'{path}' cannot be set in the way the spec is written there. Change it in the file.");
    }

    private static FusionException CannotEnter(SpecNode node, SpecPath path, int depth)
    {
        var inner = path.Steps[depth].Key;
        return node switch
        {
            SpecScalar => new($"'{path.Prefix(depth)}' is {node.Kind}, so there is no '{inner}' in it. Set it whole: "
                + $"--set \"{path.Prefix(depth)}={{ {inner}: … }}\"."),
            SpecList => new($"'{path.Prefix(depth)}' is {node.Kind}; name one by its number, like {path.Prefix(depth)}[0].{inner}."),
            _ => new($"'{path.Prefix(depth)}' is {node.Kind}; '{inner}' cannot be set through it."),
        };
    }

    private static FusionException Unknown(SpecMapping mapping, SpecPath path, int depth)
    {
        var key = path.Steps[depth].Key!;
        var keys = mapping.Entries.Select(entry => entry.Key.Value).ToList();
        var place = depth == 0 ? "The spec" : $"'{path.Prefix(depth)}'";
        return new($"{place} has no '{key}'.{Suggestion.Sentence(key, keys)} It has: {string.Join(", ", keys)}.");
    }
}
