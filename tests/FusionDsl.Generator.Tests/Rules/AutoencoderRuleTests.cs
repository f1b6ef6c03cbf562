using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>FUS507x: what an autoencoder can and cannot be made of.</summary>
public class AutoencoderRuleTests : RuleTests
{
    private static void InAutoencoder(string modality, string settings, string id, params string[] message) => InSpec(
        $"model: Net\nmodalities: {{ M: {modality} }}\nencoders: {{ E: {{ autoencoder: M, {settings} }} }}\nheads: {{ H: {{ regress: E }} }}\n", id, message);

    [Fact, Covers("FUS5070")]
    public void A_layer_that_has_no_mirror()
    {
        InClass("[Series(20, channels: 3)] public partial class M; [Autoencoder<M>(2), Conv1d(4, kernel: 3), [|Lstm|](8)] public partial class E; [Regression<E>] public partial class H;",
            "FUS5070", "'E' is an autoencoder, but nothing leads back through Lstm(8): use Conv1d with a stride, or Flatten and Dense");
        InAutoencoder("{ series: 20, channels: 3 }", "latent: 2, layers: [relu, [|gru|]: 4]", "FUS5070", "Gru(4)");
        InSpec("model: Net\nmodalities: { M: { tokens: 20, vocabulary: 8 } }\nencoders: { E: { autoencoder: [|M|], latent: 2, layers: [embedding: 4] } }\nheads: { H: { regress: E } }\n", "FUS5070", "token ids have no order to be near in: prepare them by OneHot, or take an Encoder");
    }

    [Fact, Covers("FUS5071")]
    public void A_latent_that_is_as_wide_as_the_input()
    {
        InClass("[Vector(5)] public partial class M; [Autoencoder<M>([|5|])] public partial class E; [Regression<E>] public partial class H;",
            "FUS5071", "'E' keeps 5 features of 5 numbers, so it could copy them");
        InAutoencoder("{ series: 3, channels: 2 }", "latent: [|7|], layers: [flatten, dense: 4]", "FUS5071", "keeps 7 features of 6 numbers");
        DiagnosticAssert.None(Generation.Quick(Generation.Net("[Vector(5)] public partial class M; [Autoencoder<M>(9, Noise = 0.2)] public partial class E; [Regression<E>] public partial class H;")));
    }

    [Fact, Covers("FUS5072")]
    public void An_autoencoder_of_what_learns_itself()
    {
        InClass("[Vector(5)] public partial class M; [Encoder<M>, Dense(4)] public partial class N; [Autoencoder<[|N|]>(2)] public partial class E; [Regression<E>] public partial class H;",
            "FUS5072", "'E' reconstructs 'N', which learns itself ('N' has weights)");
        InSpec("model: Net\nmodalities: { A: { vector: 3 }, B: { vector: 3 } }\nencoders: { N: { from: A, layers: [dense: 2] }, E: { autoencoder: [|J|], latent: 2 } }\n"
            + "fusions: { J: { concat: [B, N] } }\nheads: { H: { regress: E } }\n", "FUS5072", "'E' reconstructs 'J', which learns itself ('N' has weights)");
    }

    [Fact, Covers("FUS5073")]
    public void A_stage_that_trains_a_frozen_autoencoder()
    {
        const string nodes = "[Vector(5)] public partial class M; [Autoencoder<M>(2)] public partial class E; [Regression<E>] public partial class H;";
        OnClass(", Stage(\"s\", Train = [\"H\", [|\"E\"|]])", nodes, "FUS5073", "Stage 's' trains 'E', which is frozen after it has learned to reconstruct");
        OnClass(", Stage([|\"E\"|])", nodes, "FUS5052", "There is already a stage 'E'");
        DiagnosticAssert.None(Generation.Quick(Generation.Net(nodes, ", Stage(\"s\", Freeze = [\"E\"])")));
    }

    [Fact, Covers("FUS5074")]
    public void A_fine_tuned_autoencoder_that_no_stage_trains()
    {
        OnClass(", Stage(\"s\", Train = [\"H\"])", "[Vector(5)] public partial class M; [Autoencoder<M>(2, FineTune = [|true|])] public partial class E; [Regression<E>] public partial class H;",
            "FUS5074", "'E' is to be fine-tuned, but no stage trains it");
        InSpec("model: Net\nmodalities: { M: { vector: 5 } }\nencoders: { E: { autoencoder: M, latent: 2, fineTune: [|true|] } }\nheads: { H: { regress: E } }\ntrain: { stages: [{ name: s, freeze: E }] }\n", "FUS5074");
    }

    [Theory]
    [InlineData("latent: [|0|]", "FUS1008")]
    [InlineData("latent: 2, noise: [|-0.1|]", "FUS1008")]
    [InlineData("latent: 2, epochs: [|0|]", "FUS1008")]
    [InlineData("latent: 2, [|letent|]: 3", "FUS1004")]
    public void A_wrong_value(string settings, string id) => InAutoencoder("{ vector: 5 }", settings, id);

    [Fact]
    public void An_autoencoder_needs_its_latent() =>
        InSpec("model: Net\nmodalities: { M: { vector: 5 } }\nencoders: { E: { [|autoencoder|]: M } }\nheads: { H: { regress: E } }\n", "FUS1006", "Autoencoder needs 'latent'");
}
