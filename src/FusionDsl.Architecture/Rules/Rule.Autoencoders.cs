namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>A layer that cannot be undone.</summary>
    public static Rule NoMirror { get; } = new(5070, "A layer has no mirror",
        "'{0}' is an autoencoder, but nothing leads back through {1}: {2}");

    /// <summary>An autoencoder that could copy.</summary>
    public static Rule NoBottleneck { get; } = new(5071, "An autoencoder keeps everything",
        "'{0}' keeps {1} features of {2} numbers, so it could copy them and learn nothing. Keep fewer, or give it noise");

    /// <summary>An autoencoder of something that learns itself.</summary>
    public static Rule MovingTarget { get; } = new(5072, "An autoencoder reconstructs what learns",
        "'{0}' reconstructs '{1}', which learns itself ('{2}' has weights) and would not stand still. Let it read a modality, or a fusion of modalities without weights");

    /// <summary>A stage that trains a frozen autoencoder.</summary>
    public static Rule FrozenAutoencoder { get; } = new(5073, "An autoencoder is frozen",
        "Stage '{0}' trains '{1}', which is frozen after it has learned to reconstruct. Give the autoencoder 'fineTune', or do not train it");

    /// <summary>An autoencoder that is never fine-tuned.</summary>
    public static Rule NeverFineTuned { get; } = new(5074, "An autoencoder is never fine-tuned",
        "'{0}' is to be fine-tuned, but no stage trains it. Add it to a stage, or remove 'fineTune'");
}
