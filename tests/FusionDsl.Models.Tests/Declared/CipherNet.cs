namespace FusionDsl.Models.Tests.Declared;

public enum Cipher
{
    Aes,
    Present,
    Prince,
    Sparx,
}

/// <summary>The worked example, smaller: a convolution over tokens and a dense network over counts, joined late.</summary>
[FusionModel]
[Train(Epochs = 3, BatchSize = 16, Threads = 1), Adam(2e-3)]
public partial class CipherNet
{
    [Tokens(24, vocabulary: 12)]
    public partial class Opcodes;

    [Vector(12), Standardize]
    public partial class Counts;

    [Encoder<Opcodes>]
    [Embedding(4)]
    [Conv1d(8, kernel: 5), BatchNorm, Relu]
    [Conv1d(6, kernel: 3), BatchNorm, Relu]
    [Flatten, Dense(5), Relu]
    public partial class OpcodeCnn;

    [Encoder<Counts>]
    [Dense(16), BatchNorm, Dense(8), BatchNorm, Relu, Dropout(0.2), Dense(5), Relu]
    public partial class CountsMlp;

    [Concat<OpcodeCnn, CountsMlp>]
    public partial class Joint;

    [Classifier<Joint, Cipher>]
    public partial class Verdict;
}
