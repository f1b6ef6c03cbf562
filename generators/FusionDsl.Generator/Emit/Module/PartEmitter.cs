using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>An encoder, fusion or head: a module with its layers, and a forward pass that shows every shape.</summary>
internal static class PartEmitter
{
    public static SourceFile Emit(Plan plan, PartPlan part)
    {
        var modules = part.Operations.Where(operation => operation.Code.Field is not null).ToList();
        var input = InputOf(part);
        var head = plan.Model.Heads.FirstOrDefault(node => node.Name == part.Name);
        return SourceFile.Of(
            plan.Model, part.Name,
            [
                .. head is null ? Array.Empty<string>() : ["System"], .. head is null && part.Judges.Count == 0 ? Array.Empty<string>() : ["System.Collections.Generic"],
                "FusionDsl",
                .. part.Decoder.Count == 0 && part.Judges.Count == 0 ? Array.Empty<string>() : ["FusionDsl.Training"], "TorchSharp",
                "Modules = TorchSharp.Modules", "Layers = FusionDsl.Layers", .. JoiningCode.Usings(part), "static TorchSharp.torch",
            ],
            Code.Text(
                $$"""
                /// <summary>
                {{Code.Wrapped("/// ", $"{part.Role}: {Chain(part)}.")}}
                {{(part.Layers.Count == 0 && part.ParameterCount == 0 ? "" : $"/// {part.ParameterCount.Grouped()} parameters; {part.Flops.Grouped()} FLOPs per sample.")}}
                /// </summary>
                {{BiasRemark(part)}}
                public partial class {{part.Name}} : nn.Module<{{(part.Role == PartRole.Fusion ? part.Name + "." : "")}}{{input.Type}}, Features<{{part.Name}}>>
                {
                    {{Code.Lines([
                        .. JoiningCode.Fields(part), .. modules.Select(module => $"private readonly {module.Code.Type} {FieldOf(module.Layer, module.Code)};"),
                        part.StandsIn ? "private readonly Layers::AbsentToken _absent;" : "",
                        part.Decoder.Count == 0 ? "" : "private readonly Decoder _decoder;",
                    ])}}

                    {{Constructor(part, [
                        .. JoiningCode.Registrations(part), .. modules.Select(module =>
                            $"register_module({Literal.Of(module.Layer.Index.Invariant())}, {FieldOf(module.Layer, module.Code)} = {module.Code.Construct});"),
                        part.StandsIn ? AbsenceCode.Register(part.Output) : "",
                        part.Decoder.Count == 0 ? "" : "register_module(\"decoder\", _decoder = new());",
                    ])}}

                    {{(head is null ? "" : HeadEmitter.Members(plan.Model, head))}}

                    /// <inheritdoc/>
                    public override Features<{{part.Name}}> forward({{input.Type}} {{input.Name}})
                    {
                        {{Forward(part, input.Name)}}
                    }

                    /// <summary>Nothing to find by reflection: the constructor registers every layer.</summary>
                    protected override void RegisterComponents() { }

                    {{(part.Role == PartRole.Fusion ? Operands(part) : "")}}

                    {{JoiningCode.Judgement(part)}}
                    {{(part.Decoder.Count == 0 ? "" : DecoderEmitter.Members(plan, part))}}
                }
                """));
    }

    private static (string Type, string Name) InputOf(PartPlan part) =>
        part.Role == PartRole.Fusion ? ("Operands", "operands") : ($"Features<{part.Inputs[0].Name}>", Names.Local(part.Inputs[0].Name));

    private static string Constructor(PartPlan part, IEnumerable<string> registrations)
    {
        var start = $"internal {part.Name}() : base(nameof({part.Name}))";
        var lines = Code.Lines(registrations);
        return lines.Length == 0 ? start + " { }" : Code.Text(
            $$"""
            {{start}}
            {
                {{lines}}
            }
            """);
    }

    /// <summary>The field of a layer's module.</summary>
    internal static string FieldOf(LayerPlan layer, LayerCode code) => $"_{code.Field}{layer.Index.Invariant()}";

    private static string Chain(PartPlan part)
    {
        var start = part.Operator is { } joins
            ? $"{joins.Display} of {Code.List(part.Inputs.Select(input => $"{input.Name} {input.Shape}"))} → {part.Joined}"
            : $"{part.Inputs[0].Name} {part.Joined}";
        var layers = part.Layers.Select(layer => layer.Context.Output == layer.Context.Input ? layer.Layer.Display : $"{layer.Layer.Display} {layer.Context.Output}");
        return string.Join(" → ", [start, .. layers]);
    }

    private static string BiasRemark(PartPlan part) => part.Layers.Any(layer => layer.Layer.AddsBias && layer.Context.BeforeBatchNorm)
        ? "/// <remarks>A layer in front of a BatchNorm has no bias: the BatchNorm would take it away again.</remarks>" : "";

    /// <summary>The lines of the forward pass, each with its shape.</summary>
    internal static string Forward(PartPlan part, string input)
    {
        var lines = ForwardLines(part, input).ToList();
        var last = lines[lines.Count - 1];
        var body = lines.Take(lines.Count - 1).Select(line => ($"using var {line.Local} = {line.Expression};", line.Shape));
        if (!part.StandsIn) return Code.Commented([.. body, ($"return new({last.Expression});", last.Shape)]);
        return Code.Commented([
            AbsenceCode.Take(input, part.NeedsBatch), .. body,
            ($"using var {last.Local} = {last.Expression};", last.Shape), AbsenceCode.Fill(last.Local, part.Output),
        ]);
    }

    private static IEnumerable<(string Local, string Expression, string Shape)> ForwardLines(PartPlan part, string input)
    {
        var names = new LocalNames();
        names.Take(input);
        if (part.StandsIn) names.Take(AbsenceCode.Local);
        var x = part.StandsIn ? $"{AbsenceCode.Local}.Tensor" : $"{input}.Tensor";
        (string Local, string Expression, string Shape)? line = null;
        if (part.Operator is not null)
        {
            var operands = part.Inputs.Select(operand => $"{input}.{operand.Name}.Tensor").ToArray();
            for (var i = 0; part.IsIndependent && i < operands.Length; i++)
            {
                var detached = names.Take(Names.Local(part.Inputs[i].Name));
                yield return (detached, $"{operands[i]}.detach()", $"{part.Inputs[i].Shape.WithBatch}, no way back for the gradient");
                operands[i] = detached;
            }
            line = (names.Take("joined"), JoiningCode.Expression(part, operands), part.Joined.WithBatch);
        }

        var mayChange = false;
        foreach (var operation in part.Operations)
        {
            var (layer, code) = (operation.Layer, operation.Code);
            if (code.InPlace is not null && mayChange && line is { } before)
            {
                line = before with { Expression = before.Expression + code.InPlace };
                mayChange = false;
                continue;
            }
            for (var i = 0; i < code.Steps.Length; i++)
            {
                if (line is { } done)
                {
                    yield return done;
                    x = done.Local;
                }
                var step = code.Steps[i];
                var local = names.Take($"{step.Name ?? code.Field ?? layer.Layer.Kind.Key}{layer.Index.Invariant()}");
                var expression = step.Expression.Replace("{field}", code.Field is null ? "" : FieldOf(layer, code)).Replace("{x}", x);
                var shape = step.Shape ?? layer.Context.Output.WithBatch;
                line = (local, expression, operation.Absorbed is null ? shape : $"{operation.Display}: {shape}");
            }
            mayChange = code.OutputMayChange;
        }
        yield return line!.Value;
    }

    private static string Operands(PartPlan part) => Code.Text(
        $$"""
        /// <summary>What is joined.</summary>
        {{Code.Lines(part.Inputs.Select(input => $"/// <param name=\"{input.Name}\">{input.Shape.WithBatch}</param>"))}}
        {{Code.Call("public readonly record struct Operands", part.Inputs.Select(input => $"Features<{input.Name}> {input.Name}"), maximum: 128)}};
        """);
}
