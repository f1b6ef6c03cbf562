using FusionDsl.Models.Tests.Declared;

namespace FusionDsl.Models.Tests.Support;

/// <summary>Made-up samples. Everything follows from the seed.</summary>
internal static class Samples
{
    /// <summary>Tokens and counts whose class shows faintly in both.</summary>
    public static List<CipherNet.Sample> Ciphers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var cipher = random.Next(4);
            var opcodes = Enumerable.Range(0, 24).Select(_ => random.Next(3) == 0 ? 3L * cipher : random.NextInt64(12)).ToArray();
            var counts = Enumerable.Range(0, 12).Select(i => (float)(Normal(random) + (i == cipher ? 1 : 0))).ToArray();
            return new CipherNet.Sample(Opcodes: opcodes, Counts: counts, Verdict: (Cipher)cipher);
        })];
    }

    /// <summary>Noise with classes drawn by lot: there is nothing to learn but the samples themselves.</summary>
    public static List<Overfitter.Sample> Lots(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Overfitter.Sample(Vector(random, 6), (Side)random.Next(2)))];
    }

    public static List<ThreeHeads.Sample> Tasks(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
            new ThreeHeads.Sample(
                Vector(random, 4), Where: (Side)random.Next(2), Doing: (Activity)random.Next(3), HowFar: Vector(random, 2)))];
    }

    public static float[] Vector(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (float)Normal(random))];

    /// <summary>A standard normal number (Box and Muller, 1958).</summary>
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

/// <summary>Progress that is told at once, on the same thread.</summary>
internal sealed class Listener<T>(Action<T> told) : IProgress<T>
{
    public void Report(T value) => told(value);
}
