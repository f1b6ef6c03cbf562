using System.Globalization;
using System.Text;
using FusionDsl.Architecture;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// A random spec over the whole language, read off the catalogue: every modality, preparation, layer, operator, head, decision and setting with
/// any of its parameters. It keeps a rough account of shapes, so that many specs are right; mistakes come in on purpose, at a given rate.
/// </summary>
internal sealed class GrammarSpec(int seed, double mistakes)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private readonly List<Node> _nodes = [];
    private readonly HashSet<string> _read = [];
    private readonly List<(string Name, bool IsClassifier)> _heads = [];
    private string? _section;
    private int _names;

    private enum Form { Features, Series, Tokens, Image }

    private sealed record Node(string Name, Form Form, int Width, double Hertz = 0);

    private GrammarValues Values => field ??= new(_random, mistakes);

    public string Text(string model)
    {
        Line(0, $"model: {model}");
        if (Chance(0.8)) Line(0, $"namespace: {Values.Pick("Demo", "A.B.C", "''", "Fuzz")}");
        if (Chance(0.1)) Line(0, $"access: {Values.Pick("public", "internal")}");
        Modalities();
        Encoders();
        Fusions();
        Heads();
        Decisions();
        Training();
        if (Chance(0.3)) Data();
        return mistakes > 0 && Chance(0.3) ? Mutation.OfText(_text.ToString(), _random) : _text.ToString();
    }

    private void Modalities()
    {
        _section = "modalities";
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            var kind = Values.Pick<Keyword>([.. Catalogue.Modalities]);
            var (form, width) = kind.Name switch
            {
                "Vector" => (Form.Features, _random.Next(3, 12)), "Tokens" => (Form.Tokens, _random.Next(2, 30)),
                "Series" => (Form.Series, _random.Next(1, 5)), _ => (Form.Image, _random.Next(1, 4)),
            };
            var hertz = form == Form.Series && Chance(0.3) ? 50.0 : 0;
            List<string> parts = form switch
            {
                Form.Features => [$"vector: {width}"],
                Form.Tokens => [$"tokens: {_random.Next(16, 40)}", $"vocabulary: {width}"],
                Form.Series => [$"series: {_random.Next(24, 40)}", $"channels: {width}"],
                _ => [$"image: {{ height: {_random.Next(20, 30)}, width: {_random.Next(20, 30)}, channels: {width} }}"],
            };
            if (hertz > 0) parts.Add("hertz: 50");
            if (Chance(0.15)) parts.Add("optional: true");
            if (form == Form.Tokens && Chance(0.2)) parts.Add("truncate: true");
            foreach (var preparation in Catalogue.Preparations.Where(_ => Chance(0.15)))
            {
                if (preparation.Name == "OneHot" && form != Form.Tokens && Chance(0.95)) continue;
                if (preparation.Name == "Resample" && hertz == 0 && Chance(0.95)) continue;
                if (preparation.Name is "MinMax" or "Standardize" or "Pca" && form == Form.Tokens && Chance(0.95)) continue;
                if (preparation.Name == "Standardize" && parts.Contains("minMax: true")) continue;
                if (preparation.Name == "Pca" && form == Form.Features) width = 2;
                if (preparation.Name == "Pca" && form != Form.Features) (form, width) = (Form.Features, 2);
                if (preparation.Name == "OneHot" && form == Form.Tokens) form = Form.Series;
                parts.Add(preparation.Name switch
                {
                    "Pca" => "pca: 2", "Resample" => "resample: 25", _ when preparation.Parameters.Count > 0 => Values.Call(preparation), _ => $"{preparation.Key}: true",
                });
            }
            if (Chance(mistakes)) parts.Add(Values.Noise());
            Add(new(Name("M"), form, width, hertz), $"{{ {string.Join(", ", parts)} }}");
        }
    }

    private void Encoders()
    {
        _section = "encoders";
        foreach (var node in _nodes.ToList())
        {
            if (node.Form == Form.Features && Chance(0.3)) continue;
            Encoder(node);
            if (Chance(0.1)) Encoder(node);
        }
    }

    private void Encoder(Node from)
    {
        var name = Name("E");
        Line(2, $"{Key(name)}:");
        var isAutoencoder = from.Form is Form.Features or Form.Series && Chance(0.12);
        if (isAutoencoder)
        {
            Line(4, $"autoencoder: {Reference(from.Name)}");
            Line(4, $"latent: {Values.Integer(1, 2)}");
            if (Chance(0.3)) Line(4, "noise: 0.1");
            if (Chance(0.3)) Line(4, "fineTune: true");
        }
        else Line(4, $"from: {Reference(from.Name)}");
        if (Chance(0.15)) Line(4, $"learningRate: {Values.Real()}");
        if (isAutoencoder)
        {
            if (Chance(0.5)) Line(4, from.Form == Form.Series ? "layers: [conv1d: { channels: 4, kernel: 3 }, relu, flatten]" : "layers: [dense: 3, tanh]");
            _nodes.Add(new(name, Form.Features, 2));
            return;
        }
        Line(4, "layers:");
        _nodes.Add(Layers(name, from, toFeatures: Chance(0.85)));
    }

    // Layers by the form of what comes in; what comes out is a node of that name.
    private Node Layers(string name, Node input, bool toFeatures)
    {
        var (form, width) = (input.Form, input.Width);
        if (form == Form.Tokens)
        {
            Layer("Embedding", "width: 8");
            (form, width) = (Form.Series, 8);
        }
        for (var i = _random.Next(form == Form.Features ? 1 : 0, 5); i > 0; i--)
        {
            string[] any = ["BatchNorm", "LayerNorm", "Dropout", "Relu", "LeakyRelu", "Elu", "Gelu", "Silu", "Tanh", "Sigmoid", "Softmax"];
            string[] own = form switch
            {
                Form.Features => ["Dense", "Dense"],
                Form.Series => ["Conv1d", "PositionalEncoding", "Lstm", "Gru", "TransformerEncoder", "MaxPool", "AvgPool"],
                _ => ["Conv2d", "MaxPool", "AvgPool"],
            };
            var layer = Chance(0.5) ? Values.Pick(own) : Values.Pick(any);
            if (Chance(mistakes)) layer = Values.Pick<Keyword>([.. Catalogue.Layers]).Name;
            if (layer == "TransformerEncoder" && width % 4 != 0) layer = "Conv1d";
            if (layer is "MaxPool" or "AvgPool") Layer(layer, "kernel: 2");
            else Layer(layer, layer is "Conv1d" or "Conv2d" ? "channels: 8, kernel: 2" : layer is "Dense" or "Lstm" or "Gru" ? $"{(layer == "Dense" ? "width" : "units")}: 8" : null);
            if (layer is "Conv1d" or "Conv2d" or "Dense") width = 8;
            if (layer is "Lstm" or "Gru") (form, width) = (Form.Features, 8);
        }
        if (form != Form.Features && toFeatures)
        {
            Layer(Values.Pick("GlobalAvgPool", "GlobalMaxPool", "Flatten"), null);
            form = Form.Features;
        }
        return new(name, form, width, form == Form.Series ? input.Hertz : 0);
    }

    private void Layer(string name, string? fixedPart)
    {
        var kind = Catalogue.Layers.First(layer => layer.Name == name);
        if (Chance(mistakes)) Line(6, $"- {Values.Noise()}");
        Line(6, fixedPart is not null && !Chance(mistakes) ? $"- {kind.Key}: {{ {fixedPart}{(Chance(0.2) ? Values.Optional(kind, fixedPart) : "")} }}" : $"- {Values.Call(kind)}");
    }

    private void Fusions()
    {
        _section = "fusions";
        for (var i = _random.Next(0, 4); i > 0; i--)
        {
            var kind = Values.Pick<OperatorKind>([.. Catalogue.Operators]);
            var wantsSeries = kind.Name is "CrossAttention" or "MulT" || (kind.Name is "Concat" or "Sum" or "Bottleneck" or "TokenTransformer" or "Perceiver" && Chance(0.2));
            var candidates = _nodes.Where(node => Chance(mistakes) || node.Form == (wantsSeries ? Form.Series : Form.Features)).ToList();
            if (candidates.Count < 2) continue;
            var count = kind.IsPair ? 2 : Math.Min(candidates.Count, _random.Next(2, 5));
            if (Chance(mistakes)) count = _random.Next(0, 4);
            var operands = candidates.OrderBy(_ => _random.Next()).Take(count).ToList();
            var name = Name("F");
            Line(2, $"{Key(name)}:");
            var names = operands.Select(operand => Reference(operand.Name)).ToList();
            if (kind.Role is { } role && names.Count > 1)
            {
                Line(4, $"{kind.Key}: {names[0]}");
                if (!Chance(mistakes)) Line(4, $"{role}: {names[1]}");
            }
            else Line(4, $"{kind.Key}: [{string.Join(", ", names)}]");
            foreach (var parameter in kind.Parameters.Where(parameter => parameter.Required || Chance(0.2)))
                Line(4, $"{parameter.Name}: {(parameter.Name == "heads" ? "1" : Values.Of(parameter))}");
            if (Chance(0.05)) Line(4, "independent: true");
            if (Chance(0.1)) Line(4, $"learningRate: {Values.Real()}");
            var result = new Node(name, kind.Name is "MulT" or "Concat" or "Sum" or "TokenTransformer" ? operands.FirstOrDefault()?.Form ?? Form.Features : Form.Features, 8);
            if (kind.Name is "CrossAttention" || (wantsSeries && kind.Name is not ("Concat" or "Sum"))) result = result with { Form = Form.Features };
            if (Chance(0.3) && result.Form == Form.Features)
            {
                Line(4, "layers:");
                result = Layers(name, result, toFeatures: true);
            }
            _nodes.Add(result);
        }
    }

    private void Heads()
    {
        _section = "heads";
        var unread = _nodes.Where(node => !_read.Contains(node.Name)).ToList();
        if (Chance(mistakes) && unread.Count > 0) unread.RemoveAt(0);
        foreach (var node in unread.Append(Values.Pick([.. _nodes])))
        {
            var (name, isClassifier) = (Name("H"), Chance(0.5));
            Line(2, $"{Key(name)}:");
            Line(4, $"{(isClassifier ? "classify" : "regress")}: {Reference(node.Name)}");
            if (isClassifier)
            {
                Line(4, "enum: Kind");
                Line(4, $"classes: [A, B{(Chance(mistakes) ? Values.Pick(", A", ", 'x y'", ", 1", "", ", [C]", ", class") : ", C")}]");
                if (Chance(0.15)) Line(4, $"classWeights: {{ A: {Values.Real()}{(Chance(mistakes) ? ", Z: 2" : "")} }}");
                else if (Chance(0.15)) Line(4, "balance: true");
                if (Chance(0.2)) Line(4, "labelSmoothing: 0.1");
            }
            if (Chance(0.2)) Line(4, $"weight: {Values.Real()}");
            if (node.Form != Form.Features || Chance(0.2))
            {
                Line(4, "layers:");
                if (node.Form == Form.Tokens) Layer("Embedding", "width: 4");
                if (node.Form != Form.Features) Layer("Flatten", null);
                else Layers(name, node, toFeatures: true);
            }
            _heads.Add((name, isClassifier));
        }
    }

    private void Decisions()
    {
        if (!Chance(0.4)) return;
        _section = "decisions";
        var heads = _heads.Where(head => Chance(mistakes) || head.IsClassifier).Select(head => head.Name).ToList();
        foreach (var kind in Catalogue.Decisions.Where(_ => Chance(0.3)))
        {
            if (heads.Count < 2 && !Chance(mistakes)) return;
            var some = heads.OrderBy(_ => _random.Next()).Take(_random.Next(2, 4)).ToList();
            Line(2, $"{Key(Name("D"))}:");
            Line(4, $"{kind.Key}: [{string.Join(", ", some.Select(Reference))}]");
            foreach (var parameter in kind.Parameters.Where(_ => Chance(0.3)))
                Line(4, $"{parameter.Name}: {(parameter.Name == "labels" && some.Count > 0 ? some[0] : Values.Of(parameter))}");
        }
    }

    private void Training()
    {
        _section = null;
        if (Chance(0.3)) return;
        Line(0, "train:");
        foreach (var parameter in SettingKind.Train.Parameters.Where(_ => Chance(0.2)))
            if (parameter.Name != "batchSize" || Chance(mistakes)) Line(2, $"{parameter.Name}: {Values.Of(parameter)}");
        Line(2, "batchSize: 8");
        if (Chance(0.8)) Line(2, Values.Call(Values.Pick<Keyword>([.. Catalogue.Optimizers])));
        foreach (var keyword in Catalogue.Training.Where(keyword => keyword is not OptimizerKind && Chance(0.07))) Line(2, Values.Call(keyword));
        if (!Chance(0.2)) return;
        Line(2, "stages:");
        for (var i = 0; i < 2; i++)
        {
            var part = Values.Pick([.. _heads]).Name;
            Line(4, $"- {{ name: s{i.ToString(CultureInfo.InvariantCulture)}, {Values.Pick("train", "freeze", "losses")}: {(Chance(0.5) ? $"[{part}]" : part)}{(Chance(0.3) ? ", epochs: 2" : "")} }}");
        }
        Line(4, "- { name: last }");
    }

    private void Data()
    {
        Line(0, "data:");
        if (Chance(0.8)) Line(2, "key: id");
        if (Chance(0.2)) Line(2, $"memory: {Values.Pick("2 GB", "512 MB", "3 apples")}");
        Line(2, "sources:");
        foreach (var name in _nodes.Select(node => node.Name).Where(name => name[0] == 'M').Concat(_heads.Select(head => head.Name)))
            if (!Chance(mistakes)) Line(4, $"{name}: {{ file: {Values.Pick("a.csv", "b.parquet", "'c d.json'")}, column: {Values.Word()} }}");
        if (!Chance(0.5)) return;
        Line(2, $"split: {{ {string.Join(", ", SettingKind.Split.Parameters.Where(_ => Chance(0.3)).Select(parameter => $"{parameter.Name}: {Values.Of(parameter)}"))} }}");
    }

    private void Add(Node node, string value)
    {
        Line(2, $"{Key(node.Name)}: {value}");
        _nodes.Add(node);
    }

    private string Name(string prefix) => prefix + (++_names).ToString(CultureInfo.InvariantCulture);

    private string Key(string name) => Chance(mistakes / 2) ? Values.Pick("x", "'a b'", "Module", "class", name.ToLowerInvariant(), "\"\\u2028\"") : Chance(0.05) ? $"'{name}'" : name;

    private string Reference(string name)
    {
        _read.Add(name);
        return Chance(mistakes / 2) ? Values.Pick("Nobody", "", "[A]", name + "x", "12", "*a") : Chance(0.05) ? $"\"{name}\"" : name;
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private void Line(int indentation, string text)
    {
        // A section without a node would be a mistake.
        if (_section is not null && indentation == 2) _text.Append(_section).Append(":\n");
        if (indentation <= 2) _section = null;
        if (Chance(mistakes / 8)) return;
        _text.Append(' ', Chance(mistakes / 20) ? indentation + 1 : indentation).Append(text).Append('\n');
        if (Chance(mistakes / 20)) _text.Append(' ', indentation).Append(text).Append('\n');
    }
}
