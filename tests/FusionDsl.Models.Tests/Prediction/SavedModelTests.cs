using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;

namespace FusionDsl.Models.Tests.Prediction;

public sealed class SavedModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fusiondsl-saved-").FullName;

    private string File => Path.Combine(_folder, "model.safetensors");

    [Fact]
    public void A_saved_model_predicts_the_same_after_it_is_loaded()
    {
        var samples = Samples.Ciphers(20, 1);
        using var model = Given.Stirred(new CipherNet(1), seed: 2);
        model.Save(File);
        using var loaded = CipherNet.Load(File);
        using var before = model.ToPredictor();
        using var after = loaded.ToPredictor();
        Assert.Equal(
            before.Predict(samples).Select(prediction => prediction.Verdict.Probabilities.ToArray()),
            after.Predict(samples).Select(prediction => prediction.Verdict.Probabilities.ToArray()));
    }

    [Fact]
    public void Weights_of_another_model_are_refused()
    {
        using var model = new TwoSensors(1);
        model.Save(File);
        var mistake = Assert.Throws<FusionException>(() => CipherNet.Load(File));
        Assert.Contains("model.safetensors", mistake.Message);
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        using var model = new CipherNet(1);
        model.Save(File);
        using (var stream = System.IO.File.OpenWrite(File)) stream.SetLength(stream.Length / 2);
        var mistake = Assert.Throws<FusionException>(() => CipherNet.Load(File));
        Assert.Contains("model.safetensors", mistake.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
