using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>Wherever a word is unknown, the one that was meant is named.</summary>
public class DidYouMeanTests
{
    private const string A = "model: Net\nmodalities: { Alpha: { vector: 3 } }\n";
    private const string H = "heads: { Heat: { regress: Alpha } }\n";
    private const string Classes = "heads: { Heat: { classify: Alpha, enum: K, classes: [Xenon, Ytter] } }\n";

    [Theory]
    [InlineData("modle: Net", "model")]
    [InlineData("model: Net\nmodalitys: { A: { vector: 3 } }", "modalities")]
    [InlineData("model: Net\nmodalities: { A: { vectr: 3 } }", "vector")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3, standardise: true } }", "standardize")]
    [InlineData("model: Net\nmodalities: { A: { series: 3, chanels: 2 } }\nheads: { H: { regress: A, layers: [flatten] } }", "channels")]
    [InlineData(A + "encoders: { E: { form: Alpha, layers: [relu] } }", "from")]
    [InlineData(A + "encoders: { E: { from: Alpa, layers: [relu] } }\nheads: { H: { regress: E } }", "Alpha")]
    [InlineData(A + "encoders: { E: { from: Alpha, layer: [relu] } }\nheads: { H: { regress: E } }", "layers")]
    [InlineData(A + "encoders: { E: { from: Alpha, layers: [rellu] } }\nheads: { H: { regress: E } }", "relu")]
    [InlineData(A + "encoders: { E: { from: Alpha, layers: [dense: { widht: 3 }] } }\nheads: { H: { regress: E } }", "width")]
    [InlineData(A + "encoders: { E: { autoencoder: Alpha, latnt: 2 } }\nheads: { H: { regress: E } }", "latent")]
    [InlineData(A + H + "fusions: { F: { concatt: [Alpha, Heat] } }", "concat")]
    [InlineData(A + "heads: { Heat: { regres: Alpha } }", "regress")]
    [InlineData(A + "heads: { Heat: { regress: Alpha, weigth: 2 } }", "weight")]
    [InlineData(A + "heads: { Heat: { classify: Alpha, enum: K, clases: [X, Y] } }", "classes")]
    [InlineData(A + "heads: { Heat: { classify: Alpha, enum: K, classes: [Xenon, Ytter], classWeights: { Xeon: 2 } } }", "Xenon")]
    [InlineData(A + H + "decisions: { D: { avrage: [Heat, Heat] } }", "average")]
    [InlineData(A + "heads: { Heat: { regress: Alpha }, Cold: { regress: Alpha } }\ndecisions: { D: { average: [Heat, Colt] } }", "Cold")]
    [InlineData(A + "heads: { Heat: { regress: Alpha }, Cold: { regress: Alpha } }\ndecisions: { D: { average: [Heat, Cold], labels: Colt } }", "Cold")]
    [InlineData(A + H + "train: { epoch: 3 }", "epochs")]
    [InlineData(A + H + "train: { adm: 3 }", "adam")]
    [InlineData(A + H + "train: { adam: { learningrate: 3 } }", "learningRate")]
    [InlineData(A + H + "train: { stages: [{ name: a, trian: Heat }] }", "train")]
    [InlineData(A + H + "train: { stages: [{ name: a, train: Heet }, { name: b }] }", "Heat")]
    [InlineData(A + H + "data: { source: {} }", "sources")]
    [InlineData(A + H + "data: { sources: { Alpa: { file: a, column: b } } }", "Alpha")]
    [InlineData(A + H + "data: { sources: { Alpha: { fiel: a, column: b }, Heat: { file: a, column: h } } }", "file")]
    [InlineData(A + Classes + "data: { sources: { Alpha: { file: a, column: b }, Heat: { file: a, column: h } }, split: { stratify: Heet } }", "Heat")]
    [InlineData(A + Classes + "data: { sources: { Alpha: { file: a, column: b }, Heat: { file: a, column: h } }, split: { stratfy: Heat } }", "stratify")]
    public void In_a_spec(string spec, string meant) => Assert.Contains(
        Generation.Quick(Generation.Spec(spec)).Diagnostics, diagnostic => Generation.Message(diagnostic).Contains($"did you mean '{meant}'?", StringComparison.OrdinalIgnoreCase));
}
