using FusionDsl;

namespace AvrCiphers;

/// <summary>What a function implements: one of eleven block ciphers, or something else.</summary>
public enum Cipher { Benign, Aes, Gift, Led, Present, Prince, Skinny, Hight, Lea, Sparx, Speck, Xtea }

/// <summary>How the cipher is built: substitution and permutation, or addition, rotation and exclusive or.</summary>
public enum CipherFamily { Benign, Spn, Arx }

/// <summary>Whether a function belongs to a cipher at all.</summary>
public enum Purpose { Benign, Crypto }

/// <summary>The same model as cipher-net.fusion.yaml, as attributed classes. With the same seed it trains to the same numbers.</summary>
[FusionModel]
[Train(Epochs = 25, BatchSize = 64, Patience = 6, Seed = 1, Threads = 1), Adam(2e-4)]
[Data(Key = "id", Reader = "FusionDsl.Avr"), Split(Column = "split_implementation")]
public partial class CipherNet
{
    [Tokens(256, vocabulary: 108, Truncate = true), Source("functions.parquet", "opcodes")]
    public partial class Opcodes;

    [Vector(108), Standardize, Source("functions.parquet", "frequencies")]
    public partial class Frequencies;

    [Encoder<Opcodes>]
    [Embedding(8)]
    [Conv1d(256, kernel: 16), BatchNorm, Relu]
    [Conv1d(32, kernel: 4), BatchNorm, Relu]
    [Flatten, Dense(12), Relu]
    public partial class OpcodeCnn;

    [Encoder<Frequencies>]
    [Dense(256), BatchNorm, Dense(32), BatchNorm, Relu, Dense(12), Relu]
    public partial class FrequencyMlp;

    [Concat<OpcodeCnn, FrequencyMlp>]
    public partial class Joint;

    [Classifier<Joint, Cipher>, Source("functions.parquet", "cipher")]
    public partial class Algorithm;

    [Classifier<Joint, CipherFamily>, Source("functions.parquet", "family")]
    public partial class Family;

    [Classifier<Joint, Purpose>, Source("functions.parquet", "crypto")]
    public partial class Crypto;
}
