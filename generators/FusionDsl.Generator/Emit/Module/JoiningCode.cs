using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>How a fusion joins its operands: a function, or a module with weights, whose name in the state_dict is <c>fusion</c>.</summary>
internal static class JoiningCode
{
    private const int MaximalList = 90;

    public static IEnumerable<string> Usings(PartPlan part)
    {
        if (part.Joining is { } code && (code.Type ?? code.Call).StartsWith("Fusions::", StringComparison.Ordinal)) yield return "Fusions = FusionDsl.Fusions";
    }

    public static IEnumerable<string> Fields(PartPlan part)
    {
        if (part.Joining is { Type: { } type }) yield return $"private readonly {type} {Field(part)};";
    }

    public static IEnumerable<string> Registrations(PartPlan part)
    {
        if (part.Joining is { Construct: { } construct }) yield return $"register_module(\"fusion\", {Field(part)} = {construct});";
    }

    /// <param name="part">The fusion.</param>
    /// <param name="operands">The tensors of its operands.</param>
    public static string Expression(PartPlan part, IReadOnlyCollection<string> operands)
    {
        var list = $"[{Code.List(operands)}]";
        if (list.Length > MaximalList) list = $"[\n    {string.Join(",\n    ", operands)},\n]";
        return part.Joining!.Call.Replace("{field}", Field(part)).Replace("{operands}", list);
    }

    private static string Field(PartPlan part) => Names.Field(part.Operator!.Kind.Name);
}
