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

    /// <summary>How operands are judged; empty where they are not.</summary>
    public static string Judgement(PartPlan part) => part.Judges.Count == 0 ? "" : Code.Text(
        $$"""
        /// <summary>
        {{Code.Wrapped("/// ", $"How much each operand counts, 0 to 1 with the sum 1: {Code.List(part.Inputs.Select(input => input.Name))}. What their heads knew about the validation rows after the epoch that was kept.")}}
        /// </summary>
        public IReadOnlyList<double> Reliability => {{Field(part)}}.Reliability;

        // After every epoch.
        internal void Judge(Evaluation scores) =>
            {{Code.Call($"{Field(part)}.Judge", part.Judges.Select(head => $"nameof({head})").Prepend("scores"))}};
        """);

    /// <summary>Judges the operands of every fusion that asks for it.</summary>
    public static IEnumerable<string> Judge(Plan plan) =>
        plan.Parts.Where(part => part.Judges.Count > 0).Select(part => $"_model.Parts.{part.Name}.Judge(scores);");

    private static string Field(PartPlan part) => Names.Field(part.Operator!.Kind.Name);
}
