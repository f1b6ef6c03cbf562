namespace FusionDsl.Benchmarks.Edits;

/// <summary>The models of a project that is edited: a network of two encoders as in the README, under as many names as are wanted.</summary>
internal static class ModelTexts
{
    public const string Unrelated =
        """
        namespace Lab;

        public sealed class Report
        {
            private readonly System.Collections.Generic.List<string> _lines = [];

            public void Add(string line)
            {
                var number = 1;
                _lines.Add($"{number}: {line}");
            }

            public override string ToString() => string.Join("\n", _lines);
        }
        """;

    public static string Class(int number) =>
        $$"""
        using FusionDsl;

        namespace Lab;

        [FusionModel]
        [Train(Epochs = 50, BatchSize = 64), Adam(2e-4)]
        public partial class Net{{number}}
        {
            [Tokens(256, vocabulary: 112)]
            public partial class Opcodes;

            [Vector(112), Standardize]
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
            public partial class Verdict;
        }
        """;

    public const string Enum = "namespace Lab;\n\npublic enum Cipher { Aes, Present, Prince, Sparx }\n";

    public static string Spec(int number) =>
        $$"""
        model: Net{{number}}
        namespace: Lab
        train: { epochs: 50, batchSize: 64, adam: 2e-4 }
        modalities:
          Opcodes: { tokens: 256, vocabulary: 112 }
          Counts: { vector: 112, standardize: true }
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
          Verdict: { classify: Joint, enum: Cipher{{number}}, classes: [Aes, Present, Prince, Sparx] }
        """;
}
