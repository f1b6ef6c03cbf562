#pragma warning disable IDE0161 // Two namespaces in one file are what is tried here.
namespace FusionDsl.Models.Tests.Declared
{
    /// <summary>Names that generated code could trip over: those of its own variables, keywords, and classes declared elsewhere.</summary>
    [FusionModel]
    [Train(Epochs = 1, BatchSize = 4, Threads = 1)]
    public partial class Awkward
    {
        [Vector(2), Standardize]
        public partial class I;

        [Vector(2)]
        public partial class Samples;

        [Tokens(3, vocabulary: 5)]
        public partial class Empty;

        [Vector(2)]
        public partial class Inference;

        [Encoder<Empty>]
        [Embedding(2), Flatten]
        public partial class Vectors0;

        [Encoder<Vectors0>]
        [Dense(3), Relu]
        public partial class Dense0;

        [Concat<I, Samples, Inference, Dense0>]
        [Dense(3), Tanh]
        public partial class Joined;

        [Classifier<Joined, Elsewhere.Inner.Kind>]
        public partial class Class;

        [Classifier<Joined, Device>]
        public partial class Which;

        [Regression<Joined>]
        public partial class Object;
    }

    /// <summary>Classes by a name that TorchSharp has too.</summary>
    public enum Device
    {
        Phone,
        Watch,
    }
}

namespace FusionDsl.Models.Tests.Declared.Elsewhere
{
    public static class Inner
    {
        /// <summary>The order of the declaration counts, not that of the numbers.</summary>
        public enum Kind : byte
        {
            @new = 7,
            old = 3,
            @class = 200,
        }
    }
}
