namespace FusionDsl.Architecture;

/// <summary>The classes of a classifier.</summary>
internal static class ClassLowering
{
    public static ClassSet? Run(DraftModel draft, NodeParts parts)
    {
        var context = parts.Context;
        if (parts.Kind.References.Count < 2) return null;
        var reference = parts.Kind.References[1];
        context.Locate($"{parts.Name}/classes", reference.Place);
        if (reference.Enum is not { } set)
        {
            context.Report(Rule.NotAnEnum, reference.Place, reference.Foreign ?? reference.Name, parts.Name);
            return null;
        }

        var findings = context.Findings.Count;
        if (set.Generate && !Names.IsName(set.Name)) context.Report(Rule.InvalidName, reference.Place, set.Name, "an enum", Names.Mend(set.Name), Names.Expectation);
        else if (set.Generate && (set.Name == draft.Name || Names.IsReserved(set.Name))) context.Report(Rule.ReservedName, reference.Place, set.Name, "an enum", set.Name + "Class");
        if (Rank(set.Accessibility) < Rank(draft.Accessibility))
            context.Report(Rule.HiddenEnum, reference.Place, reference.Name, set.Accessibility, draft.Name, draft.Accessibility);
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var member in set.Members)
        {
            if (set.Generate && !Names.IsMember(member.Name))
            {
                // Who numbers one class numbers all of them.
                context.Report(Rule.InvalidName, member.Place, member.Name, "a class", Names.Mend(member.Name, "Class"), Names.MemberExpectation);
                return null;
            }
            if (seen.TryGetValue(member.Name, out var first)) context.Report(Rule.DuplicateClass, member.Place, first, set.Generate ? Mend.Removal : null, member.Name);
            else seen.Add(member.Name, member.Place);
        }
        if (set.Members.Count < 2) context.Report(Rule.TooFewClasses, reference.Place, parts.Name, set.Members.Count == 0 ? "no class" : "1 class");
        return context.Findings.Count > findings ? null : new(set.Name, set.Members.Select(member => member.Name).ToEquatableArray(), set.Generate);
    }

    private static int Rank(string accessibility) => accessibility switch { "public" => 2, "internal" => 1, _ => 0 };
}
