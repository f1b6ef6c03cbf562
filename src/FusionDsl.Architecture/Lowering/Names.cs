namespace FusionDsl.Architecture;

/// <summary>What may be called how.</summary>
public static class Names
{
    /// <summary>Names that generated code needs inside a model's class, or that TorchSharp's Module has.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        // What every model gets.
        "Batch", "Output", "Sample", "Prediction", "Predictor", "Dataset", "Loader", "Trainer", "Parts", "PartsOf", "Summary", "Scores", "Labels",
        "Operands", "Classes", "IndexOf", "Length", "Vocabulary", "Fit", "Evaluate", "ToPredictor", "Save", "Load",
        "Loss", "Heads", "Batches", "Shuffled", "InOrder", "Step", "Differentiate", "TrainEpoch", "ChooseThreads", "StrataOf",
        "Create", "Adopt", "Score", "Predict", "Description", "Defaults", "Data", "Train", "Split", "From", "Pick", "Count", "Info", "Dispose",
        // Types that generated code names.
        "Tensor", "Device", "Module", "Modules", "Layers", "Fusions", "Preparations", "Static", "StaticStep", "GradientSource",
        "Forward", "FrozenWeights", "FrozenDense", "FrozenScale", "FrozenLayerNorm", "FrozenSoftmax", "FrozenMemory", "NumbersPerSample", "Features", "IDisposable", "IProgress", "List",
        "Cat", "Dictionary", "CancellationToken", "IReadOnlyList", "IEnumerable", "ReadOnlyMemory", "ReadOnlySpan", "MemoryMarshal",
        "ArgumentOutOfRangeException", "OperationCanceledException", "Action", "Rows", "Splitter",
        "TrainingOptions", "TrainingResult", "TrainingProgress", "EpochReport", "StopReason", "Evaluation", "HeadScore",
        "ClassificationScore", "RegressionScore", "ClassificationMeter", "RegressionMeter", "FlatParameters", "Optimizer", "LossLog", "StepMemory", "BestWeights",
        "ThreadProbe", "Weights", "Standardizer", "DataPlan", "DataLoader", "LoadedRows", "RowInfo", "SplitPlan", "ModelDescription",
        "AdamOptions", "AdamWOptions", "SgdOptions", "Schedule", "StepScheduleOptions", "CosineScheduleOptions", "OneCycleScheduleOptions",
        "PlateauScheduleOptions", "WarmupOptions", "Accumulation", "GradientClip", "Update", "StepReporter", "TotalLoss", "Portions", "Predictions", "ClassPrediction",
        "Checkpoint", "CheckpointWriter", "TrainingState", "NodeRate", "TrainingStage", "StageSequence", "LossWeights", "EnterTrainingMode", "Decoder", "Reconstruct", "ReconstructionError", "InputNoise", "Validate", "GradientBlending", "GradientModulation", "BlendingOptions", "ModulationOptions", "Confidences",
        "Tables", "MemoryBudget", "BatchDealer", "Presence", "Present", "PresentRows", "AbsentToken", "ModalityDropout", "Without",
        "TokensSource", "NumbersSource", "ImageSource", "ClassSource", "TargetSource",
        "HeadPrediction", "IFusionModel", "IDataset", "FusionException", "ScalarType", "LibTorch",
        "ClassWeights", "ClassificationLoss", "DivergedException", "Diverged", "NonFinite", "NonFiniteSearch", "FindNonFinite", "NoGrad",
        "Decisions", "FitDecisions", "FitsDecisions", "ClassPrior", "Opinions", "Listen", "Freeze", "FrozenDecision", "Folds", "RandomState", "HeadWeights",
        // A word of C# that a node's own variable would hide.
        "Nameof",
        // Members of records.
        "Clone", "Deconstruct", "PrintMembers", "EqualityContract",
        // Members of Module and object; a node also has a field, _parameters.
        "Parameters", "To", "Named_parameters", "Named_buffers", "ClearModules", "ConditionallyRegisterBuffer",
        "ConditionallyRegisterParameter",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals", "RegisterComponents", "GetName",
        "System", "TorchSharp", "FusionDsl",
    };

    /// <summary>Whether it is a C# identifier that begins with a capital letter.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaximalLength && char.IsUpper(name[0]) && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    /// <summary>Whether it is a C# identifier, no keyword of the language, and not the field that every enum has.</summary>
    public static bool IsMember(string name) =>
        name.Length is > 0 and <= MaximalLength && (char.IsLetter(name[0]) || name[0] == '_')
        && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_') && !Keywords.Contains(name) && name != "value__";

    /// <summary>What <see cref="IsName"/> asks for.</summary>
    public static string Expectation { get; } = $"a C# identifier of at most {MaximalLength.Invariant()} letters that begins with a capital one";

    /// <summary>What <see cref="IsMember"/> asks for.</summary>
    public static string MemberExpectation { get; } = $"a C# identifier of at most {MaximalLength.Invariant()} letters";

    /// <summary>Longer names make file names too long for some systems.</summary>
    public const int MaximalLength = 64;

    /// <summary>Whether generated code needs the name inside the model.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);

    /// <summary>All names that generated code needs inside the model.</summary>
    public static IEnumerable<string> AllReserved => Reserved;

    /// <summary>A name that would do instead.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="prefix">What stands in front of a mere number.</param>
    public static string Mend(string name, string prefix = "Name")
    {
        // What a space or a hyphen parted, a capital letter parts.
        var letters = new System.Text.StringBuilder();
        var isFirst = true;
        foreach (var letter in name)
        {
            var isPart = char.IsLetterOrDigit(letter) || letter == '_';
            if (isPart) letters.Append(isFirst ? char.ToUpperInvariant(letter) : letter);
            isFirst = !isPart;
        }
        var all = letters.ToString();
        var mended = all.TrimStart('_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (mended.Length == 0 || !char.IsLetter(mended[0])) return all.Length is > 0 and < 20 && all.All(letter => letter is >= '0' and <= '9') ? prefix + all : prefix;
        mended = char.ToUpperInvariant(mended[0]) + mended.Substring(1);
        return mended.Length > MaximalLength ? mended.Substring(0, MaximalLength) : mended;
    }

    /// <summary>The name of a local variable: camelCase, escaped where it is a keyword.</summary>
    public static string Local(string name)
    {
        var local = name.ToCamelCase();
        return Keywords.Contains(local) ? "@" + local : local;
    }

    /// <summary>The name of a private field.</summary>
    public static string Field(string name) => "_" + name.ToCamelCase();

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",
    };
}
