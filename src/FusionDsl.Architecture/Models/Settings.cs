namespace FusionDsl.Architecture;

/// <summary>How a model is trained unless its user says otherwise.</summary>
public sealed record TrainSettings(int Epochs, int BatchSize, int Patience, int Seed, int? Threads, OptimizerSettings Optimizer);

/// <summary>An optimizer.</summary>
public abstract record OptimizerSettings(double LearningRate);

/// <summary>Adam (Kingma and Ba, 2015).</summary>
public sealed record AdamSettings(double LearningRate, double Beta1, double Beta2, double Epsilon) : OptimizerSettings(LearningRate);

/// <summary>AdamW (Loshchilov and Hutter, 2019).</summary>
public sealed record AdamWSettings(double LearningRate, double WeightDecay, double Beta1, double Beta2, double Epsilon) : OptimizerSettings(LearningRate);

/// <summary>Stochastic gradient descent.</summary>
public sealed record SgdSettings(double LearningRate, double Momentum, bool Nesterov, double WeightDecay) : OptimizerSettings(LearningRate);

/// <summary>Where a model's samples come from.</summary>
/// <param name="Memory">Bytes that their values may take in memory; null: half of what the process may use.</param>
public sealed record DataSettings(string? Key, string? Reader, long? Memory, SplitSettings Split);

/// <summary>Where the values of one node come from.</summary>
public sealed record SourceSettings(string File, EquatableArray<string> Columns);

/// <summary>How samples are dealt to training, validation and test.</summary>
public sealed record SplitSettings(double Validation, double Test, string? Stratify, string? Group, string? Column, int Seed);
