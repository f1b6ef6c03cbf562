using System.Diagnostics;
using FusionDsl.Benchmarks.Measuring;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Benchmarks.Edits;

/// <summary>One generator, and one kind of edit in a project of its own. Only the generator's part of each edit is timed.</summary>
internal sealed class EditContestant : Contestant
{
    private readonly EditedProject _project;
    private readonly EditKind _edit;

    public EditContestant(string name, Func<IIncrementalGenerator> generator, int models, bool isYaml, EditKind edit) : base(name)
    {
        (_project, _edit) = (new(generator, models, isYaml), edit);
        _project.Run();
        _project.AssertSound();
    }

    public override long UnitsPerRound => 1;

    public int GeneratedFiles => _project.GeneratedFiles;

    public override TimeSpan Run(int rounds)
    {
        var time = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            _project.Prepare(_edit);
            var start = Stopwatch.GetTimestamp();
            _project.Run();
            time += Stopwatch.GetElapsedTime(start);
        }
        return time;
    }
}
