using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// What stands in for the features of a modality that a sample does not have: trained like any weight, and used in prediction too. It starts at
/// zero.
/// </summary>
public sealed class AbsentToken : nn.Module
{
    [ComponentName(Name = "token")] private readonly TorchSharp.Modules.Parameter _token;

    /// <param name="shape">Of one sample.</param>
    public AbsentToken(params long[] shape) : base(nameof(AbsentToken)) =>
        register_parameter("token", _token = nn.Parameter(zeros(shape)));

    /// <summary>Brings the features of the samples that are there back to their places, and gives the token to the others.</summary>
    /// <param name="features">[rows, …] as they were taken.</param>
    /// <param name="present">Where they were taken from.</param>
    /// <returns>[batch, …]</returns>
    public Tensor Fill(Tensor features, PresentRows present)
    {
        if (present.Rows is null) return features.alias();
        using var tokens = _token.expand([present.BatchSize, .. _token.shape]);
        if (present.Count == 0) return tokens.clone();
        using var places = present.Rows.narrow(0, 0, present.Count);
        using var there = features.narrow(0, 0, present.Count);
        return tokens.index_copy(0, places, there);
    }

    /// <summary>The constructor registers the token.</summary>
    protected override void RegisterComponents() { }
}
