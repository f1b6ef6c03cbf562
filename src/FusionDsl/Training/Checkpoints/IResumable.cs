namespace FusionDsl.Training;

/// <summary>A part of a run that remembers something between steps.</summary>
public interface IResumable
{
    /// <summary>What it remembers.</summary>
    IReadOnlyList<double> State { get; }

    /// <summary>Goes on from a <see cref="State"/> that was saved.</summary>
    void Resume(IReadOnlyList<double> state);
}
