namespace FusionDsl.Generator.Tests;

/// <summary>
/// Late fusion that survives a missing examination: optional modalities of every kind, modality dropout, and branches that learn from heads of
/// their own.
/// </summary>
internal static class PatientNet
{
    public const string Finding =
        """
        namespace Clinic;

        public enum Finding { Healthy, Arrhythmia }
        """;

    public const string Attributed =
        """
        using FusionDsl;

        namespace Clinic;

        [FusionModel]
        [ModalityDropout(0.25)]
        [Data(Key = "patient")]
        public partial class PatientNet
        {
            [Vector(6, Optional = true), Standardize]
            [Source("blood.csv", "b0..b5")]
            public partial class Blood;

            [Series(500, channels: 2, Hertz = 250, Optional = true)]
            [Source("ecg.parquet", "lead1", "lead2")]
            public partial class Ecg;

            [Tokens(40, vocabulary: 1000, Optional = true)]
            [Source("letters.parquet", "words")]
            public partial class Letter;

            [Vector(3)]
            [Source("patients.csv", "age", "height", "weight")]
            public partial class Person;

            [Encoder<Ecg>]
            [Conv1d(16, kernel: 9), BatchNorm, Relu, GlobalAvgPool]
            public partial class EcgCnn;

            [Encoder<Letter>]
            [Embedding(8), GlobalMaxPool]
            public partial class LetterNet;

            [Classifier<EcgCnn, Finding>(Weight = 0.5)]
            [Source("patients.csv", "finding")]
            public partial class ByEcg;

            [Classifier<LetterNet, Finding>(Weight = 0.5)]
            [Source("patients.csv", "finding")]
            public partial class ByLetter;

            [Concat<EcgCnn, LetterNet, Blood, Person>, Independent]
            [Dense(16), Relu]
            public partial class Joint;

            [Classifier<Joint, Finding>]
            [Source("patients.csv", "finding")]
            public partial class Verdict;
        }
        """;

    public const string Yaml =
        """
        model: PatientNet
        namespace: Clinic

        modalities:
          Blood:  { vector: 6, standardize: true, optional: true }
          Ecg:    { series: 500, channels: 2, hertz: 250, optional: true }
          Letter: { tokens: 40, vocabulary: 1000, optional: true }
          Person: { vector: 3 }

        encoders:
          EcgCnn:    { from: Ecg, layers: [conv1d: { channels: 16, kernel: 9 }, batchNorm, relu, globalAvgPool] }
          LetterNet: { from: Letter, layers: [embedding: 8, globalMaxPool] }

        fusions:
          Joint: { concat: [EcgCnn, LetterNet, Blood, Person], independent: true, layers: [dense: 16, relu] }

        heads:
          ByEcg:    { classify: EcgCnn, enum: Finding, classes: [Healthy, Arrhythmia], weight: 0.5 }
          ByLetter: { classify: LetterNet, enum: Finding, classes: [Healthy, Arrhythmia], weight: 0.5 }
          Verdict:  { classify: Joint, enum: Finding, classes: [Healthy, Arrhythmia] }

        train: { modalityDropout: 0.25 }

        data:
          key: patient
          sources:
            Blood:    { file: blood.csv, columns: b0..b5 }
            Ecg:      { file: ecg.parquet, columns: [lead1, lead2] }
            Letter:   { file: letters.parquet, column: words }
            Person:   { file: patients.csv, columns: [age, height, weight] }
            ByEcg:    { file: patients.csv, column: finding }
            ByLetter: { file: patients.csv, column: finding }
            Verdict:  { file: patients.csv, column: finding }
        """;
}
