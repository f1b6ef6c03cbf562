namespace FusionDsl.Architecture;

/// <summary>
/// The coordinates of a sample on the principal axes of the training rows, in order of variance: any shape of n numbers → [feature k].
/// </summary>
/// <param name="Components">Axes kept; null: as many as a sample has numbers, of which <paramref name="Variance"/> leaves few.</param>
/// <param name="Variance">Part of the variance that the axes together show; those behind are zero. Null: all are kept.</param>
/// <param name="Whiten">Whether each coordinate is divided by its deviation.</param>
public sealed record Pca(int? Components, double? Variance, bool Whiten) : Preparation
{
    /// <summary>
    /// Without a bound on the components there is an axis for each number of a sample: their table grows with the square.
    /// </summary>
    public const int MostWithoutBound = 2048;

    /// <summary>Name and parameters.</summary>
    public static PreparationKind Definition { get; } = new(
        "Pca",
        "Coordinates on the principal axes of the training rows, in order of variance: any shape of n numbers → [feature components].",
        [
            Parameter.Integer("components", "Axes kept; without it as many as a sample has numbers.", atLeast: 1, otherwise: null),
            new Parameter("variance", ParameterKind.Real, "Part of the variance that the axes together show; those behind are zero.")
            {
                Above = 0, AtMost = 1,
            },
            Parameter.Flag("whiten", "Whether each coordinate is divided by its deviation, so that all have unit variance.", false),
        ],
        arguments => new Pca(arguments.OptionalInt("components"), arguments.OptionalReal("variance"), arguments.Flag("whiten")));

    /// <inheritdoc/>
    public override PreparationKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display
    {
        get
        {
            string?[] settings =
            [
                Components?.Invariant(),
                Variance is { } variance ? $"variance: {variance.Invariant()}" : null,
                Whiten ? "whiten: true" : null,
            ];
            return $"Pca({string.Join(", ", settings.Where(setting => setting is not null))})";
        }
    }

    /// <inheritdoc/>
    public override Prepared? Infer(Prepared input, ShapeReport report)
    {
        if (PreparationRules.Numbers(input, report) is null) return null;
        var count = input.Shape.Count;
        long components = Components ?? count;
        if (Components is null && Variance is null)
            report.Missing("components' or 'variance", "an integer, or the part of the variance to show", "Pca(8) or Pca(variance: 0.95)");
        else if (components > count)
            report.TooMany(
                "components", $"{components.Grouped()} components", $"the {count.Grouped()} numbers of a sample",
                $"use at most {count.Grouped()}", new(MendKind.Replace, count.Invariant()));
        else if (Components is null && count > MostWithoutBound)
            report.TooMany(
                "variance", $"{components.Grouped()} components",
                $"the {((long)MostWithoutBound).Grouped()} that are kept without being asked for", "say how many there may be at most: components");
        else if (components * count > int.MaxValue)
            report.Huge($"{(components * count).Grouped()} numbers in the axes", "use fewer components", "components");
        else return new(Shape.Features((int)components));
        return null;
    }

    /// <inheritdoc/>
    public override PreparationCode Code(Prepared input)
    {
        string?[] arguments =
        [
            $"inputs: {input.Shape.Count.Invariant()}", $"components: {(Components ?? input.Shape.Count).Invariant()}",
            Variance is { } variance ? $"variance: {variance.Invariant()}" : null, Whiten ? "whiten: true" : null,
        ];
        return new("pca", "PrincipalAxes", $"new({string.Join(", ", arguments.Where(argument => argument is not null))})");
    }
}
