namespace FusionDsl.Benchmarks.Cases;

/// <summary>What a case is fed with.</summary>
/// <param name="Name">The node's name in the model.</param>
/// <param name="Length">Numbers, or tokens, of one sample.</param>
/// <param name="Vocabulary">Token ids run from 0 to one less than this; 0: real numbers.</param>
/// <param name="Standardized">The model standardizes it; contestants without that layer get it standardized beforehand.</param>
internal sealed record Modality(string Name, int Length, int Vocabulary = 0, bool Standardized = false)
{
    /// <summary>Memory of one sample.</summary>
    public int Bytes => Length * (Vocabulary > 0 ? sizeof(long) : sizeof(float));
}
