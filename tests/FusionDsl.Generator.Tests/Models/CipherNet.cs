namespace FusionDsl.Generator.Tests;

/// <summary>The model of the worked example, in both languages: late fusion of a sequence and a vector.</summary>
internal static class CipherNet
{
    public const string Cipher = "namespace AvrCrypto;\n\npublic enum Cipher { Aes, Present, Prince, Sparx }\n";

    public const string Attributed =
        """
        using FusionDsl;

        namespace AvrCrypto;

        [FusionModel]
        [Train(Epochs = 50, BatchSize = 64), Adam(2e-4)]
        [Data(Key = "id", Memory = "2 GB"), Split(Validation = 0.15, Test = 0.15, Stratify = nameof(Verdict), Group = "build", Seed = 7)]
        public partial class CipherNet
        {
            [Tokens(256, vocabulary: 112)]
            [Source("functions.parquet", "opcodes")]
            public partial class Opcodes;

            [Vector(112), Standardize]
            [Source("counts.csv", "c000..c111")]
            public partial class Counts;

            [Encoder<Opcodes>]
            [Embedding(8)]
            [Conv1d(256, kernel: 16), BatchNorm, Relu]
            [Conv1d(32, kernel: 4), BatchNorm, Relu]
            [Flatten, Dense(12), Relu]
            public partial class OpcodeCnn;

            [Encoder<Counts>]
            [Dense(256), BatchNorm, Dense(32), BatchNorm, Relu, Dense(12), Relu]
            public partial class CountsMlp;

            [Concat<OpcodeCnn, CountsMlp>]
            public partial class Joint;

            [Classifier<Joint, Cipher>]
            [Source("functions.parquet", "cipher")]
            public partial class Verdict;
        }
        """;

    public const string Yaml =
        """
        model: CipherNet
        namespace: AvrCrypto

        modalities:
          Opcodes: { tokens: 256, vocabulary: 112 }
          Counts:  { vector: 112, standardize: true }

        encoders:
          OpcodeCnn:
            from: Opcodes
            layers:
              - embedding: 8
              - conv1d: { channels: 256, kernel: 16 }
              - batchNorm
              - relu
              - conv1d: { channels: 32, kernel: 4 }
              - batchNorm
              - relu
              - flatten
              - dense: 12
              - relu
          CountsMlp:
            from: Counts
            layers: [dense: 256, batchNorm, dense: 32, batchNorm, relu, dense: 12, relu]

        fusions:
          Joint: { concat: [OpcodeCnn, CountsMlp] }

        heads:
          Verdict: { classify: Joint, enum: Cipher, classes: [Aes, Present, Prince, Sparx] }

        train: { epochs: 50, batchSize: 64, adam: 2e-4 }

        data:
          key: id
          memory: 2 GB
          sources:
            Opcodes: { file: functions.parquet, column: opcodes }
            Counts:  { file: counts.csv, columns: c000..c111 }
            Verdict: { file: functions.parquet, column: cipher }
          split: { validation: 0.15, test: 0.15, stratify: Verdict, group: build, seed: 7 }
        """;
}
