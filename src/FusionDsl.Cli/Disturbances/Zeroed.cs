using FusionDsl.Data;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Disturbances;

/// <summary>The sensor is dead: every number, and every token, is 0 in the data, before all preparations.</summary>
internal sealed record Zeroed(string Modality) : Disturbance(Modality)
{
    public override string Kind => "zeroed";

    public override (string Node, Table Table) Of(DisturbedRows rows) => (Modality, new(zeros_like(rows.Test[Modality].Values)));
}
