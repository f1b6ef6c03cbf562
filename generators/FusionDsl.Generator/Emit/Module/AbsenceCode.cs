using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>How a module stands in for a modality that a sample does not have: only the others are computed, and the rest has a trained token.</summary>
internal static class AbsenceCode
{
    /// <summary>A line that writes a sample's modality: of one that may be absent, only where the sample has it.</summary>
    /// <param name="tables">The first arguments of <c>Presence.Mark</c>: where it is noted.</param>
    /// <param name="sample">The sample i.</param>
    /// <param name="write">The line.</param>
    public static string Guard(ModalityNode modality, string tables, string sample, string write) => !modality.Optional ? write
        : $"if (Presence.Mark({tables}, i, {sample}.{modality.Name} is not null))\n    {write}";

    /// <summary>The variable with the samples that are there.</summary>
    public const string Local = "present";

    public static string Register(Shape shape) => $"register_module(\"absent\", _absent = new({Code.List(shape.Dimensions.Select(dimension => dimension.Size.Invariant()))}));";

    public static (string Code, string Comment) Take(string input, bool needsBatch) =>
        ($"using var {Local} = Layers::PresentRows.Of({input}{(needsBatch ? ", atLeast: 3" : "")});", "the samples that have it");

    /// <summary>The same as a line without a comment.</summary>
    public static string TakeLine(string input, bool needsBatch) => Take(input, needsBatch).Code;

    public static (string Code, string Comment) Fill(string local, Shape shape, string mask = "") =>
        ($"return new(_absent.Fill({local}, {Local})){mask};", $"{shape.WithBatch}, the others have the trained token");
}
