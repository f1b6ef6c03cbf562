using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;

namespace FusionDsl.Models.Tests.Data;

/// <summary>What does not fit is said by the sample's number, with what was expected.</summary>
public sealed class MistakeTests
{
    private static readonly float[] Counts = new float[12];

    public static TheoryData<string, string[]> Wrong => new()
    {
        { "too few numbers", ["Sample 2", "'Counts'", "11 values", "12"] },
        { "too many tokens", ["Sample 2", "'Opcodes'", "25 tokens", "at most 24"] },
        { "token too great", ["Sample 2", "token 1", "'Opcodes'", "12", "0 to 11"] },
        { "token below zero", ["Sample 2", "token 0", "'Opcodes'", "-1", "0 to 11"] },
    };

    private static CipherNet.Sample Make(string mistake) => mistake switch
    {
        "too few numbers" => new(Opcodes: new long[] { 1 }, Counts: new float[11], Verdict: Cipher.Aes),
        "too many tokens" => new(Opcodes: new long[25], Counts: Counts, Verdict: Cipher.Aes),
        "token too great" => new(Opcodes: new long[] { 1, 12 }, Counts: Counts, Verdict: Cipher.Aes),
        "token below zero" => new(Opcodes: new long[] { -1 }, Counts: Counts, Verdict: Cipher.Aes),
        "no label" => new(Opcodes: new long[] { 1 }, Counts: Counts),
        "no class" => new(Opcodes: new long[] { 1 }, Counts: Counts, Verdict: (Cipher)99),
        _ => new(Opcodes: new long[] { 1 }, Counts: Counts, Verdict: Cipher.Aes),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_data_set_names_the_sample(string mistake, string[] parts)
    {
        var failure = Assert.ThrowsAny<FusionException>(() => CipherNet.Dataset.From([Make(""), Make(""), Make(mistake)]));
        Assert.All(parts, part => Assert.Contains(part, failure.Message));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_predictor_names_the_sample(string mistake, string[] parts)
    {
        using var model = new CipherNet(1);
        using var predictor = model.ToPredictor();
        var failure = Assert.ThrowsAny<FusionException>(() => predictor.Predict([Make(""), Make(""), Make(mistake)]));
        Assert.All(parts, part => Assert.Contains(part, failure.Message));
        Assert.Contains("Sample 0", Assert.ThrowsAny<FusionException>(() => predictor.Predict(Make(mistake))).Message);
    }

    [Fact]
    public void Labels_are_needed_to_train_and_not_to_predict()
    {
        var failure = Assert.ThrowsAny<FusionException>(() => CipherNet.Dataset.From([Make(""), Make("no label")]));
        Assert.Contains("Sample 1 has no 'Verdict'", failure.Message);
        using var model = new CipherNet(1);
        using var predictor = model.ToPredictor();
        Assert.Single(predictor.Predict([Make("no label")]));
    }

    [Fact]
    public void A_label_that_is_no_class_names_the_sample()
    {
        var failure = Assert.ThrowsAny<FusionException>(() => CipherNet.Dataset.From([Make(""), Make("no class")]));
        Assert.Contains("Sample 1", failure.Message);
        Assert.Contains("'Verdict'", failure.Message);
        Assert.Contains("99", failure.Message);
        Assert.Contains("Aes, Present, Prince, Sparx", failure.Message);
    }

    [Fact]
    public void Targets_of_a_wrong_number_name_the_sample()
    {
        var good = Samples.Tasks(1, 1)[0];
        var failure = Assert.ThrowsAny<FusionException>(() => ThreeHeads.Dataset.From([good, good with { HowFar = new float[3] }]));
        Assert.Contains("Sample 1: 'HowFar' has 3 values, expected 2", failure.Message);
    }

    [Fact]
    public void No_samples_are_a_mistake_of_their_own() =>
        Assert.Contains("no samples", Assert.ThrowsAny<FusionException>(() => CipherNet.Dataset.From([])).Message);

    [Fact]
    public void A_failed_data_set_leaves_no_tensor_behind()
    {
        Assert.ThrowsAny<FusionException>(() => CipherNet.Dataset.From([Make("no label")]));
        var before = TorchSharp.torch.Tensor.TotalCount;
        for (var i = 0; i < 10; i++) Assert.ThrowsAny<FusionException>(() => CipherNet.Dataset.From([Make(""), Make("no label")]));
        Assert.InRange(TorchSharp.torch.Tensor.TotalCount, 0, before);
    }

    [Fact]
    public void A_split_by_something_else_than_a_classifier_is_refused()
    {
        using var data = ThreeHeads.Dataset.From(Samples.Tasks(30, 1));
        Assert.Contains("'HowFar'", Assert.ThrowsAny<FusionException>(() => data.Split(new(Stratify: "HowFar"))).Message);
        Assert.Contains("sum has to be less than 1", Assert.ThrowsAny<FusionException>(() => data.Split(0.5, 0.5, 1)).Message);
    }
}
