//HintName: Dial.g.cs
internal partial class Dial
{
    public const double Size = -1;
}