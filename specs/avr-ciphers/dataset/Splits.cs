using System.Globalization;

namespace AvrCiphers.Dataset;

/// <summary>Where a row is used in a split; left out by default.</summary>
internal enum SplitPart
{
    None,
    Train,
    Validation,
    Test,
}

/// <summary>A way to part the rows: the column it is written to, and the part that a row asks for.</summary>
internal sealed record Split(string Column, Func<FunctionRow, SplitPart> Choose);

/// <summary>The splits, and the rule that holds for all of them: no sequence in two parts, and in a part every sequence once.</summary>
internal static class Splits
{
    /// <summary>-O0 keeps every variable in memory: no other level, and no other part, changes the code as much.</summary>
    private const string FarLevel = "O0";

    /// <summary>Nearer to the others. A part would not do here: most of its functions have a twin on another part.</summary>
    private const string NearLevel = "O1";

    private static readonly string[] _benignAuthors = ["benign/modular", "benign/portable", "benign/pointer", "benign/terse"];
    private static Dictionary<string, int> _turns = [];

    public static IReadOnlyList<Split> All { get; } =
    [
        new("split_random", ByChance),
        new("split_build", ByBuild),
        new("split_implementation", row => ByImplementation(row, 0)),
        new("split_implementation_2", row => ByImplementation(row, 1)),
        new("split_implementation_3", row => ByImplementation(row, 2)),
    ];

    /// <summary>Gives each row its part in each split, and takes out the rows that no split uses.</summary>
    public static List<FunctionRow> Assign(List<FunctionRow> rows, Tally tally)
    {
        _turns = Turns(rows);
        foreach (IGrouping<string, FunctionRow> twins in rows.GroupBy(row => row.Sequence))
        {
            for (int split = 0; split < All.Count; split++)
                AssignTwins([.. twins], split, tally);
        }

        return [.. rows.Where(row => row.Parts.Any(part => part != SplitPart.None))];
    }

    /// <summary>
    /// What training has seen is no test of it: a sequence that a training row has is left out of validation and test, and one that
    /// a test row has is left out of validation. In its part the first row stands for all of them.
    /// </summary>
    private static void AssignTwins(FunctionRow[] twins, int split, Tally tally)
    {
        SplitPart[] wishes = Array.ConvertAll(twins, row => All[split].Choose(row));
        SplitPart part = wishes.Contains(SplitPart.Train) ? SplitPart.Train
            : wishes.Contains(SplitPart.Test) ? SplitPart.Test
            : wishes.Contains(SplitPart.Validation) ? SplitPart.Validation : SplitPart.None;
        if (part == SplitPart.None)
            return;
        twins[Array.IndexOf(wishes, part)].Parts[split] = part;
        foreach (SplitPart lost in wishes.Where(wish => wish != SplitPart.None && wish != part).Distinct())
            tally.AddTwin(All[split].Column, lost);
    }

    /// <summary>70 / 15 / 15 by the digest of the sequence.</summary>
    private static SplitPart ByChance(FunctionRow row)
    {
        uint draw = uint.Parse(row.Sequence.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 100;
        return draw < 70 ? SplitPart.Train : draw < 85 ? SplitPart.Validation : SplitPart.Test;
    }

    /// <summary>Levels that training never saw.</summary>
    private static SplitPart ByBuild(FunctionRow row) => row.Optimization switch
    {
        FarLevel => SplitPart.Test,
        NearLevel => SplitPart.Validation,
        _ => SplitPart.Train,
    };

    /// <summary>
    /// Implementations that training never saw. What validates is of the implementations that train, at the level farthest from those
    /// that train: about as hard as the test, where another level is so easy that it can choose nothing.
    /// </summary>
    private static SplitPart ByImplementation(FunctionRow row, int fold)
    {
        if (_turns.TryGetValue(row.Implementation, out int turn) && turn == fold)
            return SplitPart.Test;
        return row.Optimization == FarLevel ? SplitPart.Validation : SplitPart.Train;
    }

    /// <summary>
    /// The fold whose test an implementation is. The styles of a cipher take turns by name, and each cipher starts elsewhere, so that
    /// no fold tests one style of programming only. Three of the four benign authors are tested, one each; the fourth and the runtime
    /// always train.
    /// </summary>
    private static Dictionary<string, int> Turns(List<FunctionRow> rows)
    {
        var turns = new Dictionary<string, int>();
        for (int cipher = 0; cipher < Labels.Ciphers.Count - 1; cipher++)
        {
            string[] styles = [.. rows.Where(row => row.Cipher == Labels.Ciphers[cipher])
                .Select(row => row.Implementation).Distinct().Order(StringComparer.Ordinal)];
            for (int style = 0; style < styles.Length; style++)
                turns[styles[style]] = (style + cipher) % 3;
        }

        for (int author = 0; author < _benignAuthors.Length; author++)
            turns[_benignAuthors[author]] = author;
        return turns;
    }
}
