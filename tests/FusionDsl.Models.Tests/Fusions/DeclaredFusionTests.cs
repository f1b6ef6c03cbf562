using System.Reflection;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Fusions;

/// <summary>
/// Every operator as part of a whole model. That shapes, counts, gradients, training and prediction are right is tested for every model there is; here,
/// that no operator is without one, and what concerns operators alone.
/// </summary>
public sealed class DeclaredFusionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fusiondsl-fused-").FullName;

    /// <summary>Models with an operator other than Concat.</summary>
    public static TheoryData<string> Models => [.. typeof(AnyModel).Assembly.GetTypes()
        .Where(type => OperatorsOf(type).Any(word => word != "Concat")).Select(type => type.FullName!).Order()];

    [Fact]
    public void Every_operator_is_part_of_a_declared_model()
    {
        var words = typeof(FusionAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(FusionAttribute)) && !type.IsAbstract).Select(WordOf).Distinct();
        Assert.Equal(words.Order(), typeof(AnyModel).Assembly.GetTypes().SelectMany(OperatorsOf).Distinct().Order());
        Assert.True(((IEnumerable<object[]>)Models).Count() >= 24);
    }

    [Theory, MemberData(nameof(Models))]
    public void A_saved_model_computes_the_same_after_it_is_loaded(string name)
    {
        using var scope = NewDisposeScope();
        using var model = AnyModel.Of(name);
        Given.Stirred(model.Module, seed: 2).eval();
        var path = Path.Combine(_folder, "model.safetensors");
        model.Save(path);
        using var loaded = AnyModel.Loaded(typeof(AnyModel).Assembly.GetType(name)!, path);
        loaded.Module.eval();
        Assert.Equal(Close.Bits(model.Module), Close.Bits(loaded.Module));
        var values = model.Draw(5, seed: 3);
        var before = model.Forward(values);
        foreach (var (head, after) in loaded.Forward(values)) Assert.Equal(0, Close.Difference(before[head], after));
    }

    [Theory, MemberData(nameof(Models))]
    public void It_trains_by_autograd_and_says_because_of_whom(string name)
    {
        using var model = AnyModel.Of(name);
        var gradients = (string)model.Module.GetType().GetNestedType("Summary")!.GetField("Gradients")!.GetRawConstantValue()!;
        Assert.StartsWith("autograd, because of ", gradients);
    }

    [Theory, MemberData(nameof(Models))]
    public void Weights_of_an_operator_bear_one_name(string name)
    {
        using var model = AnyModel.Of(name);
        foreach (var row in model.Rows.Where(row => row.Layer.StartsWith("fusion ") && row.Parameters > 0))
            Assert.Contains(model.Module.named_parameters(), named => named.name.StartsWith($"{row.Node}.fusion."));
        Assert.All(
            model.Module.named_parameters().Where(named => named.name.Contains(".fusion.")),
            named => Assert.Contains(model.Rows, row => row.Node == named.name.Split('.')[0] && row.Layer.StartsWith("fusion ")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Product and Max over heads, which alone have a loss, are decisions.
    private static IEnumerable<string> OperatorsOf(Type model) => model.GetCustomAttribute<FusionModelAttribute>() is null ? []
        : model.GetNestedTypes().SelectMany(node => node.GetCustomAttributes<FusionAttribute>()).Select(attribute => attribute.GetType())
            .Where(attribute => attribute.GetGenericArguments().All(read => read.GetMethod("Loss") is null)).Select(WordOf);

    private static string WordOf(Type attribute) => attribute.Name.Split('`')[0][..^"Attribute".Length];
}
