using System.Runtime.CompilerServices;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Interop;

/// <summary>One run of <c>twins.py</c> for all tests: it takes our weights and makes its own, as the script itself tells.</summary>
public sealed class Exchange : IDisposable
{
    /// <summary>The models that have a twin.</summary>
    public static IReadOnlyList<Type> Models { get; } =
        [typeof(FeatureLayers), typeof(SeriesLayers), typeof(SequenceLayers), typeof(ImageLayers), typeof(CipherNet)];

    private const int Rows = 7;
    private readonly Lazy<string> _folder = new(Make);

    /// <summary>A file of the exchange, by the model it belongs to and what it is.</summary>
    public string File(string model, string what) => Path.Combine(_folder.Value, $"{model}.{what}.safetensors");

    /// <summary>All tensors of a file of the exchange.</summary>
    public Dictionary<string, Tensor> Read(string model, string what)
    {
        using var file = SafetensorsFile.Open(File(model, what));
        return file.Entries.Keys.ToDictionary(name => name, file.Read);
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated) Directory.Delete(_folder.Value, recursive: true);
    }

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("fusiondsl-interop-").FullName;
        foreach (var type in Models)
        {
            using var scope = NewDisposeScope();
            using var model = AnyModel.Of(type.FullName!);
            Given.Stirred(model.Module, seed: 5);
            Calm(model);
            model.Save(Path.Combine(folder, $"{type.Name}.ours.safetensors"));
            SafetensorsFile.Write(Path.Combine(folder, $"{type.Name}.inputs.safetensors"), model.Draw(Rows, seed: 6));
        }
        Python.Run(Script(), folder);
        return folder;
    }

    // A head sums hundreds of features: outputs near 1 let a difference of 1e-5 mean the same for all.
    private static void Calm(AnyModel model)
    {
        using var noGrad = no_grad();
        foreach (var (name, parameter) in model.Module.named_parameters())
            if (model.Description.Heads.Any(head => name.StartsWith(head.Name + ".", StringComparison.Ordinal))) parameter.mul_(0.1);
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "twins.py");
}
