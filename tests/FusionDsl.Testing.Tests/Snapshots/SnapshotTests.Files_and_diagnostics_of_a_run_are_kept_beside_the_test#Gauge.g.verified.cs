//HintName: Gauge.g.cs
internal partial class Gauge
{
    public const double Size = 250;
}