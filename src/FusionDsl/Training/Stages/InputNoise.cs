using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>Noise on the input of an autoencoder, which is to make again what was there without it (Vincent et al., 2008).</summary>
public static class InputNoise
{
    /// <summary>Adds normal noise.</summary>
    /// <param name="input">[batch, feature] or [batch, channel, …]</param>
    /// <param name="factor">
    /// Standard deviation of the noise, as a factor of that of each feature or channel in the batch, which is 1 where it is standardized; 0: none.
    /// </param>
    /// <returns>A tensor of its own, of the same shape.</returns>
    public static Tensor Add(Tensor input, double factor)
    {
        if (factor == 0) return input.alias();
        using var noGrad = no_grad();
        long[] others = [0, .. Enumerable.Range(2, (int)input.dim() - 2)];
        using var deviation = input.std(others, unbiased: false, keepdim: true);   // [1, feature or channel, …]
        using var noise = randn_like(input);
        noise.mul_(deviation).mul_(factor);
        return input.add(noise);
    }
}
