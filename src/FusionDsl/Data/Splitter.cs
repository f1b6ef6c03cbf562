using FusionDsl.Data.Files;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data;

/// <summary>Deals rows to training, validation and test. The same plan and rows give the same parts on every machine.</summary>
public static class Splitter
{
    private static readonly string[] PartNames = ["train", "validation", "test"];

    /// <summary>Deals every row to exactly one part; with a fixed column, rows whose part is empty are left out.</summary>
    /// <remarks>
    /// Random: the parts have their fractions of the rows, rounded. Stratified: so has each class, to the row, except that a class always
    /// leaves a row for training. Grouped: all rows of a group go to one part, and the fractions (per class, if stratified too) are kept as
    /// closely as a search that moves single groups can.
    /// </remarks>
    /// <param name="plan">How to deal.</param>
    /// <param name="info">The groups or parts of the rows, where the plan asks for them.</param>
    /// <param name="strata">The class of every row, 0 or more; empty if the plan does not stratify.</param>
    /// <returns>Row numbers, each part in ascending order.</returns>
    /// <exception cref="DataException">
    /// A fraction out of range, a column of the plan that was not read, labels that are missing, or a part that would be empty though its
    /// fraction is not 0.
    /// </exception>
    public static (long[] Train, long[] Validation, long[] Test) Deal(SplitPlan plan, RowInfo info, ReadOnlySpan<long> strata)
    {
        Check(plan, info, strata.Length);
        long[] classes = plan.Stratify is null ? [] : strata.ToArray();
        var parts = plan.Column is not null ? Fixed(plan.Column, info)
            : plan.Group is not null ? GroupedDeal.Parts(plan, info.Groups!, classes)
            : RandomDeal.Parts(plan, info.Count, classes);
        long[][] rows = [.. Enumerable.Range(0, 3).Select(part => RowsOf(parts, part))];
        for (var part = 0; part < 3; part++)
            if (rows[part].Length == 0 && Fraction(plan, part) > 0) throw Empty(plan, info, part);
        return (rows[0], rows[1], rows[2]);
    }

    /// <summary>The fraction of part 0 (training), 1 (validation) or 2 (test).</summary>
    internal static double Fraction(SplitPlan plan, int part) => part switch
    {
        1 => plan.Validation,
        2 => plan.Test,
        _ => 1 - plan.Validation - plan.Test,
    };

    private static void Check(SplitPlan plan, RowInfo info, int strata)
    {
        foreach (var (name, fraction) in new[] { ("validation", plan.Validation), ("test", plan.Test) })
            if (!(fraction >= 0 && fraction < 1))
                throw new DataException($"The split's {name} is {Plain(fraction)}, expected a fraction from 0 to less than 1.");
        if (plan.Validation + plan.Test >= 1)
            throw new DataException(
                $"The split's validation ({Plain(plan.Validation)}) and test ({Plain(plan.Test)}) leave nothing for training; " +
                "their sum has to be less than 1.");
        if (plan.Column is not null && (plan.Group ?? plan.Stratify) is { } other)
            throw new DataException(
                $"The split names the column '{plan.Column}' that says each row's part, and '{other}' beside it; " +
                "only one of them can decide.");
        if (plan.Group is not null && info.Groups is null)
            throw new DataException($"The split keeps groups together by '{plan.Group}', but the rows were loaded without that column.");
        if (plan.Column is not null && info.Parts is null)
            throw new DataException($"The split reads each row's part from '{plan.Column}', but the rows were loaded without that column.");
        if (plan.Stratify is not null && strata != info.Count)
            throw new DataException(
                $"The split is stratified by '{plan.Stratify}', but " +
                (strata == 0 ? "the rows have no such labels." : $"{Counted(strata)} of {Counted(info.Count)} rows have labels."));
        if (info.Count == 0) throw new DataException("There are no rows to split.");
    }

    private static int[] Fixed(string column, RowInfo info)
    {
        var parts = new int[info.Count];
        for (var row = 0; row < parts.Length; row++)
        {
            var name = info.Parts![row];
            parts[row] = Array.IndexOf(PartNames, name);
            if (parts[row] < 0 && name.Length > 0)
                throw new DataException(
                    $"Row {Counted(row + 1)} ('{info.Names[row]}'), column '{column}': " +
                    $"expected 'train', 'validation', 'test' or nothing, found '{name}'." +
                    Nearest.Hint(name, PartNames), row: row + 1, column: column);
        }
        return parts;
    }

    private static long[] RowsOf(int[] parts, int part)
    {
        var rows = new List<long>();
        for (var row = 0; row < parts.Length; row++)
            if (parts[row] == part) rows.Add(row);
        return [.. rows];
    }

    private static DataException Empty(SplitPlan plan, RowInfo info, int part)
    {
        var rows = info.Count == 1 ? "1 row" : $"{Counted(info.Count)} rows";
        return new DataException(plan switch
        {
            { Column: { } column } =>
                $"No row of {rows} has '{PartNames[part]}' in '{column}'." +
                $" Give at least one row the value '{PartNames[part]}' there.",
            { Group: { } group } =>
                $"{Counted(info.Groups!.Distinct().Count())} groups of '{group}' cannot be dealt so that {PartNames[part]} gets one.",
            _ => $"{rows} {(info.Count == 1 ? "gives" : "give")} none to {PartNames[part]} (fraction {Plain(Math.Round(Fraction(plan, part), 3))}). "
                + (part == 0 ? "Add rows, or make the split's validation and test smaller." : $"Add rows, or make the split's {PartNames[part]} larger."),
        });
    }
}
