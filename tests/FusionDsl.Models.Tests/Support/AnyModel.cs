using System.Reflection;
using System.Text.RegularExpressions;
using FusionDsl.Data;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Support;

/// <summary>
/// A generated model as a tool sees it that knows nothing of it but its public members, so that one test looks at every model of this project.
/// Shapes come from the table of layers, the wiring from the Mermaid diagram: both are compared with what really happens.
/// </summary>
internal sealed partial class AnyModel : IDisposable
{
    private readonly Type _type;
    private readonly object _parts;

    public AnyModel(Type type, long seed) : this(type, (nn.Module)Activator.CreateInstance(type, (long?)seed)!) { }

    private AnyModel(Type type, nn.Module module)
    {
        _type = type;
        Module = module;
        _parts = type.GetProperty("Parts")!.GetValue(Module)!;
        Rows = [.. Table.Split('\n').Skip(1).Select(Row.Of)];
        Inputs = Mermaid.Split('\n').Where(line => line.Contains("-->")).Select(line => line.Split("-->"))
            .GroupBy(edge => edge[1].Trim(), edge => edge[0].Trim()).ToDictionary(group => group.Key, group => group.ToList());
    }

    /// <summary>Every model of this project, by its full name.</summary>
    public static TheoryData<string> All =>
        [.. typeof(AnyModel).Assembly.GetTypes().Where(type => type.GetCustomAttribute<FusionModelAttribute>() is not null
            || type.GetInterfaces().Any(face => face.Name.StartsWith("IFusionModel"))).Select(type => type.FullName!).Order()];

    public static AnyModel Of(string name, long seed = 1) => new(typeof(AnyModel).Assembly.GetType(name)!, seed);

    /// <summary>A model with the weights of a file.</summary>
    public static AnyModel Loaded(Type type, string path) => new(type, (nn.Module)type.GetMethod("Load")!.Invoke(null, [path])!);

    public void Save(string path) => _type.GetMethod("Save")!.Invoke(Module, [path]);

    public nn.Module Module { get; }

    public IReadOnlyList<Row> Rows { get; }

    /// <summary>Encoders, fusions and heads, with the nodes that each of them reads.</summary>
    public IReadOnlyDictionary<string, List<string>> Inputs { get; }

    public string Table => Constant<string>("Table");

    public string Mermaid => Constant<string>("Mermaid");

    public long ParameterCount => Constant<long>("ParameterCount");

    public ModelDescription Description => (ModelDescription)Member("Summary").GetProperty("Description")!.GetValue(null)!;

    public TrainingOptions Defaults => (TrainingOptions)Member("Trainer").GetProperty("Defaults")!.GetValue(null)!;

    /// <summary>What a sample carries, in declared order.</summary>
    public IEnumerable<Row> Modalities => Rows.Where(row => row.Node.Length > 0 && row.Node != "total" && !Inputs.ContainsKey(row.Node));

    /// <summary>The shape that a node makes, as the table tells: that of its last layer, of an autoencoder without the decoder.</summary>
    public long[] ShapeOf(string node)
    {
        var rows = Rows.Where(row => !row.Layer.StartsWith("decoder.")).ToList();
        var start = rows.FindIndex(row => row.Node == node);
        return rows.Skip(start + 1).TakeWhile(row => row.Node.Length == 0).Append(rows[start]).Prepend(rows[start]).ToList() is var all && all.Count > 2
            ? all[^2].Shape : rows[start].Shape;
    }

    /// <summary>Random values for every modality, and for those that may be absent who has them: most of the samples.</summary>
    public Dictionary<string, Tensor> Draw(int count, int seed)
    {
        var values = Modalities.ToDictionary(row => row.Node, row =>
            Member(row.Node).GetField("Vocabulary")?.GetRawConstantValue() is int vocabulary
                ? Given.Tokens(seed++, vocabulary, [count, .. row.Shape]) : Given.Numbers(seed++, [count, .. row.Shape]));
        foreach (var (place, row) in Modalities.Where(MayBeAbsent).Index().ToList())
            values.Add(Presence.Of(row.Node), tensor([.. Enumerable.Range(0, count).Select(i => (i + place) % 3 != 1)]));
        return values;
    }

    /// <summary>The model's forward pass: a tensor per head.</summary>
    public Dictionary<string, Tensor> Forward(IReadOnlyDictionary<string, Tensor> values)
    {
        var batch = Member("Batch");
        var features = Modalities.Select(row => Features(row.Node, values[row.Node], values));
        var made = Activator.CreateInstance(batch, [.. features, Activator.CreateInstance(Member("Labels"))])!;
        var output = Call(Module, made);
        return Description.Heads.ToDictionary(head => head.Name, head => Tensor(output.GetType().GetProperty(head.Name)!.GetValue(output)!));
    }

    /// <summary>What every node makes, computed part by part along the arrows of the diagram.</summary>
    public Dictionary<string, Tensor> ForwardByParts(IReadOnlyDictionary<string, Tensor> values, Action<string, Tensor>? told = null)
    {
        var made = new Dictionary<string, Tensor>();
        foreach (var (node, value) in values.Where(pair => Modalities.Any(row => row.Node == pair.Key)))
        {
            made[node] = Part(node) is { } preparation ? Tensor(Call(preparation, Features(node, value, values))) : value;
            told?.Invoke(node, made[node]);
        }
        foreach (var row in Rows.Where(row => Inputs.ContainsKey(row.Node)))
        {
            object[] inputs = [.. Inputs[row.Node].Select(input => Features(input, made[input], values))];
            var input = Member(row.Node).GetNestedType("Operands") is { } operands ? Activator.CreateInstance(operands, inputs)! : inputs[0];
            made[row.Node] = Tensor(Call(Part(row.Node)!, input));
            told?.Invoke(row.Node, made[row.Node]);
        }
        return made;
    }

    /// <summary>What every decoder makes of the features of its autoencoder, by node: the shape of what that reads.</summary>
    public Dictionary<string, Tensor> Reconstructions(IReadOnlyDictionary<string, Tensor> values)
    {
        var made = ForwardByParts(values);
        return Inputs.Keys.Where(node => Member(node).GetMethod("Reconstruct") is not null).ToDictionary(node => node, node =>
            Tensor(Member(node).GetMethod("Reconstruct")!.Invoke(Part(node), [Features(node, made[node], values)])!));
    }

    /// <summary>Random values and labels as a data set.</summary>
    public object Dataset(int count, int seed)
    {
        var tensors = Draw(count, seed);
        foreach (var head in Description.Heads)
            tensors[head.Name] = head.Classes.Count > 0 ? Given.Tokens(seed + 100, head.Classes.Count, count) : Given.Numbers(seed + 100, count, head.Targets);
        return Member("Dataset").GetMethod("Adopt")!.Invoke(null, [new LoadedRows(tensors, RowInfo.Numbered(count))])!;
    }

    public TrainingResult Fit(object train, object validation, TrainingOptions options) =>
        (TrainingResult)_type.GetMethod("Fit")!.Invoke(Module, [train, validation, options, null, CancellationToken.None, null])!;

    public void Dispose() => Module.Dispose();

    private Type Member(string name) => _type.GetNestedType(name)!;

    private T Constant<T>(string name) => (T)Member("Summary").GetField(name)!.GetRawConstantValue()!;

    private object? Part(string node) => _parts.GetType().GetProperty(node)?.GetValue(_parts);

    /// <summary>Whether a sample may lack the modality; dropout takes away in training what is there.</summary>
    public bool IsOptional(Row modality) => Nullable.GetUnderlyingType(Member("Sample").GetProperty(modality.Node)!.PropertyType) is not null;

    private bool MayBeAbsent(Row modality) => Defaults.ModalityDropout > 0 || IsOptional(modality);

    private object Features(string node, Tensor value, IReadOnlyDictionary<string, Tensor> values)
    {
        var features = Activator.CreateInstance(typeof(Features<>).MakeGenericType(Member(node)), value)!;
        if (values.TryGetValue(Presence.Of(node), out var present)) features.GetType().GetProperty("Present")!.SetValue(features, present);
        return features;
    }

    private static Tensor Tensor(object features) => (Tensor)features.GetType().GetProperty("Tensor")!.GetValue(features)!;

    private static object Call(object module, object input) => module.GetType().GetMethod("call", [input.GetType()])!.Invoke(module, [input])!;

    /// <summary>A line of the table: node, layer, output, parameters, FLOPs.</summary>
    internal sealed partial record Row(string Node, string Layer, long[] Shape, long Parameters)
    {
        public static Row Of(string line)
        {
            var node = Name().Match(line).Value;
            var output = Sizes().Match(line);
            var numbers = Number().Matches(output.Success ? line[(output.Index + output.Length)..] : line);
            return new(
                node, output.Success ? line[node.Length..output.Index].Trim() : "",
                output.Success ? [.. output.Groups[1].Value.Split(", ").Select(long.Parse)] : [],
                numbers[0].Value == "-" ? 0 : long.Parse(numbers[0].Value.Replace(",", "")));
        }

        [GeneratedRegex(@"^\w*")]
        private static partial Regex Name();

        [GeneratedRegex(@"\[([\d, ]+)\]")]
        private static partial Regex Sizes();

        [GeneratedRegex(@"(?<=\s)([\d,]+|-)(?=\s|$)")]
        private static partial Regex Number();
    }
}
