namespace FusionDsl.Models.Tests.Declared.Attributed;

public enum Fruit
{
    Apple,
    Pear,
    Quince,
}

/// <summary>The twin of FruitNet.fusion.yaml.</summary>
[FusionModel]
[Train(Epochs = 3, BatchSize = 8, Patience = 0, Seed = 5, Threads = 1), Adam(3e-3)]
[Data(Key = "id"), Split(Validation = 0.25, Test = 0.25, Stratify = "Kind", Group = "tree", Seed = 11)]
public partial class FruitNet
{
    [Vector(3), Standardize, Source("measures.csv", "m0..m2")]
    public partial class Measures;

    [Tokens(5, vocabulary: 9, Truncate = true), Source("words.parquet", "words")]
    public partial class Words;

    [Encoder<Measures>]
    [Dense(6), BatchNorm, Relu, Dropout(0.1)]
    public partial class MeasureNet;

    [Encoder<Words>]
    [Embedding(4), PositionalEncoding, Gru(3, bidirectional: true)]
    public partial class WordNet;

    [Concat<MeasureNet, WordNet>]
    public partial class Joint;

    [Classifier<Joint, Fruit>, Source("words.parquet", "kind")]
    public partial class Kind;

    [Regression<Joint>(Weight = 0.1), Source("measures.csv", "weight")]
    public partial class Weight;
}

/// <summary>The same files; each branch has a classifier of its own, on the very labels of the joint one, and the branches are balanced.</summary>
[FusionModel]
[Train(Epochs = 4, BatchSize = 8, Patience = 0, Seed = 5, Threads = 1), Adam(3e-3), GradientBlending(2), OgmGe(0.2, Noise = true)]
[Data(Key = "id"), Split(Validation = 0.25, Test = 0.25, Group = "tree", Seed = 11)]
public partial class BalancedFruitNet
{
    [Vector(3), Standardize, Source("measures.csv", "m0..m2")]
    public partial class Measures;

    [Tokens(5, vocabulary: 9, Truncate = true), Source("words.parquet", "words")]
    public partial class Words;

    [Encoder<Measures>]
    [Dense(6), BatchNorm, Relu]
    public partial class MeasureNet;

    [Encoder<Words>]
    [Embedding(4), Flatten, Dense(5), Tanh]
    public partial class WordNet;

    [Concat<MeasureNet, WordNet>]
    public partial class Joint;

    [Classifier<Joint, Fruit>, Source("words.parquet", "kind")]
    public partial class Kind;

    [Classifier<MeasureNet, Fruit>(Weight = 0.5), Source("words.parquet", "kind")]
    public partial class KindByMeasures;

    [Classifier<WordNet, Fruit>(Weight = 0.5), Source("words.parquet", "kind")]
    public partial class KindByWords;
}
