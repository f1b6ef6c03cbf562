using System.Reflection;
using FusionDsl.Layers;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Training;

/// <summary>Layers that are computed here train a generated model as libtorch's operations do.</summary>
public sealed class KernelTests : IDisposable
{
    public void Dispose() => Use(ownKernels: true);

    [Fact]
    public void A_model_trains_to_the_losses_of_libtorch()
    {
        var (ours, ownWeights) = Losses(ownKernels: true);
        var (theirs, weights) = Losses(ownKernels: false);
        for (var step = 0; step < theirs.Count; step++) Assert.Equal(theirs[step], ours[step], 2e-4);
        Assert.True(theirs[^1] < 0.8 * theirs[0], $"it learns: {theirs[0]} to {theirs[^1]}");
        // Were all bits the same, both would have been libtorch.
        Assert.NotEqual(weights, ownWeights);
    }

    private static (List<double> Losses, string Weights) Losses(bool ownKernels)
    {
        Use(ownKernels);
        using var model = new WideNet(seed: 3);
        using var data = WideNet.Dataset.From(Tones(192));
        using var trainer = new WideNet.Trainer(model, data);
        using var loader = new WideNet.Loader(data, 64);
        model.train();
        var losses = new List<double>();
        for (var epoch = 0; epoch < 8; epoch++)
            foreach (var batch in loader.Shuffled(5, epoch))
            {
                using (var noGrad = no_grad())
                using (var output = model.call(batch))
                using (var loss = WideNet.Verdict.Loss(output.Verdict, batch.Labels.Verdict)) losses.Add(loss.ToSingle());
                trainer.Step(batch);
            }
        return (losses, Close.Bits(model));
    }

    private static IEnumerable<WideNet.Sample> Tones(int count)
    {
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            var sound = new float[3 * 96];
            for (var n = 0; n < sound.Length; n++) sound[n] = (float)(Math.Sin(n % 96 * 0.15 * (1 + i % 3)) + random.NextDouble() - 0.5);
            yield return new(Sound: sound, Verdict: (Tone)(i % 3));
        }
    }

    private static void Use(bool ownKernels)
    {
        foreach (var layer in new[] { typeof(Conv1d), typeof(BatchNormRelu), typeof(LayerNormGelu) })
            layer.GetProperty("IsFused", BindingFlags.Static | BindingFlags.NonPublic)!.SetValue(null, ownKernels);
    }
}
