namespace FusionDsl.Models.Tests.Declared;

/// <summary>Two views of one thing, a network and a head for each; the decisions merge the heads.</summary>
[FusionModel]
[Train(Epochs = 12, BatchSize = 32, Threads = 1, Patience = 0), Adam(2e-2)]
public partial class TwoViews
{
    [Vector(2)]
    public partial class Left;

    [Vector(3), Standardize]
    public partial class Right;

    [Classifier<Left, Activity>]
    public partial class ByLeft;

    [Classifier<Right, Activity>]
    public partial class ByRight;

    [Average<ByLeft, ByRight>]
    public partial class Mean;

    [Weighted<ByLeft, ByRight>]
    public partial class Weighed;

    [Product<ByLeft, ByRight>]
    public partial class Multiplied;

    [Max<ByLeft, ByRight>]
    public partial class Surest;

    [Vote<ByLeft, ByRight>]
    public partial class Voted;
}

/// <summary>The same views, stacked: the copies that see no fold train by generated steps as the model does.</summary>
[FusionModel]
[Train(Epochs = 12, BatchSize = 32, Threads = 1, Patience = 0), Adam(2e-2)]
public partial class StackedViews
{
    [Vector(2)]
    public partial class Left;

    [Vector(3), Standardize]
    public partial class Right;

    [Classifier<Left, Activity>]
    public partial class ByLeft;

    [Classifier<Right, Activity>]
    public partial class ByRight;

    [Stacking<ByLeft, ByRight>(Folds = 4, Labels = nameof(ByRight))]
    public partial class Stacked;
}

/// <summary>
/// Decisions over networks whose gradients autograd finds, so that libtorch predicts; over regressions of several numbers; over heads with losses of
/// their own; two stackings that share their copies, and one that does not.
/// </summary>
[FusionModel]
[Train(Epochs = 3, BatchSize = 8, Threads = 1), Adam(1e-2)]
public partial class ManyDecisions
{
    [Series(8, channels: 2)]
    public partial class Wave;

    [Vector(4), Standardize]
    public partial class Table;

    [Encoder<Wave>]
    [Conv1d(4, kernel: 3), Relu, GlobalAvgPool, Dropout(0.1)]
    public partial class WaveNet;

    [Encoder<Table>]
    [Dense(6), BatchNorm, Relu]
    public partial class TableNet;

    [Concat<WaveNet, TableNet>]
    public partial class Both;

    [Classifier<WaveNet, Side>(Balance = true)]
    public partial class SideOfWave;

    [Classifier<TableNet, Side>(Weight = 0.5), ClassWeight(nameof(Side.Right), 3)]
    public partial class SideOfTable;

    [Classifier<Both, Side>]
    public partial class SideOfBoth;

    [Regression<WaveNet>(2)]
    public partial class PlaceOfWave;

    [Regression<TableNet>(2)]
    public partial class PlaceOfTable;

    [Regression<Both>]
    public partial class Alone;

    [Product<SideOfWave, SideOfTable, SideOfBoth>]
    public partial class Together;

    [Vote<SideOfWave, SideOfTable, SideOfBoth>(Labels = nameof(SideOfBoth))]
    public partial class Majority;

    [Stacking<SideOfWave, SideOfTable>(Folds = 2)]
    public partial class StackOfTwo;

    [Stacking<SideOfWave, SideOfTable, SideOfBoth>(Folds = 2, L2 = 0.1)]
    public partial class StackOfThree;

    [Stacking<SideOfTable, SideOfBoth>(Folds = 3)]
    public partial class StackOfOthers;

    [Average<PlaceOfWave, PlaceOfTable>]
    public partial class MeanPlace;

    [Weighted<PlaceOfWave, PlaceOfTable>(Labels = nameof(PlaceOfTable))]
    public partial class WeighedPlace;
}

/// <summary>Room enough to learn sixty rows by heart.</summary>
[FusionModel]
[Train(Epochs = 60, BatchSize = 20, Threads = 1, Patience = 0), Adam(0.1)]
public partial class Rememberer
{
    [Vector(60)]
    public partial class One;

    [Vector(60)]
    public partial class Other;

    [Classifier<One, Side>]
    public partial class ByOne;

    [Classifier<Other, Side>]
    public partial class ByOther;

    [Stacking<ByOne, ByOther>(Folds = 3)]
    public partial class Stacked;
}
