using FusionDsl.Training;

namespace FusionDsl.Tests.Fusions;

/// <summary>An evaluation that says what a test wants it to say.</summary>
internal sealed record Scores(IReadOnlyList<HeadScore> All) : Evaluation(0)
{
    public override IReadOnlyList<HeadScore> Heads => All;
}
