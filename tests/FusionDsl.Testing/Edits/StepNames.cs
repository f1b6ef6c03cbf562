using System.Collections.Immutable;
using System.Reflection;

namespace FusionDsl.Testing;

/// <summary>Holds a generator to the constants in which it lists its tracking names.</summary>
public static class StepNames
{
    /// <summary>The string constants of a class, public or not.</summary>
    public static ImmutableSortedSet<string> In(Type constants) =>
        [.. constants.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(f => f.IsLiteral && f.FieldType == typeof(string)).Select(f => (string)f.GetRawConstantValue()!)];

    /// <summary>Over these runs together, the steps that ran are exactly the constants: no name is dead and none is unlisted.</summary>
    public static void AssertAllRan(Type constants, params GeneratorRun[] runs)
    {
        var listed = In(constants);
        var ran = runs.SelectMany(r => StepGraph.Named(r.Result)).Select(s => s.Name).ToImmutableSortedSet();
        if (!listed.SetEquals(ran))
            throw new HarnessException(
                $"Steps that ran but are not listed in {constants.Name}: {List(ran.Except(listed))}. " +
                $"Listed, but ran in no run: {List(listed.Except(ran))}.");

        static string List(ImmutableSortedSet<string> names) => names.IsEmpty ? "none" : string.Join(", ", names);
    }
}
