using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The data set: samples in memory, one contiguous tensor per modality and label.</summary>
internal static class DatasetEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        return SourceFile.Of(
            model, "Dataset",
            [
                "System", "System.Collections.Generic", "System.Linq", "System.Runtime.InteropServices", "System.Threading", "FusionDsl", "FusionDsl.Data",
                "FusionDsl.Models", "FusionDsl.Native", "TorchSharp", "static TorchSharp.torch",
            ],
            Code.Text(
                $$"""
                /// <summary>Labelled samples in memory: one contiguous tensor per modality and per label.</summary>
                public sealed class Dataset : IDataset<Dataset>
                {
                    private Dataset({{Code.List(model.Modalities.Select(modality => $"Tensor {Local(modality.Name)}"))}}, Labels labels, RowInfo info)
                    {
                        {{Code.Lines(model.Modalities.Select(modality => $"{modality.Name} = {Local(modality.Name)}.DetachFromDisposeScope();"))}}
                        {{Code.Call("Labels = new", model.Heads.Select(head => $"labels.{head.Name}.DetachFromDisposeScope()"))}};
                        Info = info;
                    }

                    /// <summary>Number of samples.</summary>
                    public int Count => Info.Count;

                    /// <summary>What is known about the samples beside their values.</summary>
                    public RowInfo Info { get; }

                    {{Code.Blocks(model.Modalities.Select(modality =>
                        $"/// <summary>{modality.Content.Shape.WithBatch.Replace("batch", "count")} {Naming.DtypeOf(modality)}</summary>\npublic Tensor {modality.Name} {{ get; }}"))}}

                    /// <summary>What the samples truly are.</summary>
                    public Labels Labels { get; }

                    {{From(model)}}

                    {{(model.Data is null ? "" : Load())}}

                    /// <summary>Takes over rows that were read from files.</summary>
                    public static Dataset Adopt(LoadedRows rows) => new(
                        {{Code.Lines(model.Modalities.Select(modality => $"rows.Take(nameof({modality.Name})),"))}}
                        {{Code.Call("new Labels", model.Heads.Select(head => $"rows.Take(nameof({head.Name}))"))}},
                        rows.Info);

                    {{(model.Data is null ? "" : DeclaredSplit())}}

                    /// <summary>Three disjoint random parts, the same for the same seed; what validation and test leave is for training.</summary>
                    /// <param name="validation">Fraction of the samples, 0 to 1.</param>
                    /// <param name="test">Fraction of the samples, 0 to 1.</param>
                    /// <param name="seed">Decides who goes where.</param>
                    public Split<Dataset> Split(double validation, double test, ulong seed) =>
                        Split(new SplitPlan(Validation: validation, Test: test, Seed: seed));

                    /// <summary>Three disjoint parts, as planned.</summary>
                    /// <exception cref="FusionException">The plan cannot be carried out on these samples.</exception>
                    public Split<Dataset> Split(SplitPlan plan)
                    {
                        var (train, validation, test) = Splitter.Deal(plan, Info, StrataOf(plan));
                        return new(Pick(train), Pick(validation), Pick(test));
                    }

                    /// <summary>Frees the tensors.</summary>
                    public void Dispose()
                    {
                        {{Code.Lines(model.Modalities.Select(modality => $"{modality.Name}.Dispose();"))}}
                        Labels.Dispose();
                    }

                    private Dataset Pick(long[] order)
                    {
                        using var rows = tensor(order);
                        return new(
                            {{Code.Lines(model.Modalities.Select(modality => $"{modality.Name}.index_select(0, rows),"))}}
                            {{Code.Call("new Labels", model.Heads.Select(head => $"Labels.{head.Name}.index_select(0, rows)"))}},
                            Info.Pick(order));
                    }

                    private ReadOnlySpan<long> StrataOf(SplitPlan plan) => plan.Stratify switch
                    {
                        null => [],
                        {{Code.Lines(model.Heads.Where(head => head.Classes is not null).Select(head =>
                            $"nameof({head.Name}) => MemoryMarshal.Cast<byte, long>(Labels.{head.Name}.bytes),"))}}
                        _ => throw new FusionException($"The split stratifies by '{plan.Stratify}', which is no classifier of {{model.Name}}."),
                    };
                }
                """));
    }

    private static string From(Model model)
    {
        var tables = model.Modalities.Select(modality =>
            $"empty(new long[] {{ {Code.List(["rows.Count", .. modality.Content.Shape.Dimensions.Select(dimension => dimension.Size.Invariant())])} }}, dtype: ScalarType.{Scalar(modality)})");
        var labels = model.Heads.Select(head =>
            head.Classes is null ? $"empty(new long[] {{ rows.Count, {head.Targets.Invariant()} }})" : "empty(new long[] { rows.Count }, dtype: ScalarType.Int64)");
        return Code.Text(
            $$"""
            /// <summary>Copies samples.</summary>
            /// <exception cref="FusionException">There is no sample, one has no label, or a value does not fit; names the sample.</exception>
            public static Dataset From(IEnumerable<Sample> samples)
            {
                var rows = samples as IReadOnlyList<Sample> ?? samples.ToList();
                if (rows.Count == 0) throw new FusionException("There are no samples.");
                LibTorch.EnsureLoaded();
                var data = new Dataset(
                    {{string.Join(",\n", tables)}},
                    {{Code.Call("new Labels", labels)}},
                    RowInfo.Numbered(rows.Count));
                try
                {
                    for (var i = 0; i < rows.Count; i++)
                    {
                        {{Code.Lines(model.Modalities.Select(Write))}}
                        {{Code.Lines(model.Heads.Select(WriteLabel))}}
                    }
                    return data;
                }
                catch
                {
                    data.Dispose();
                    throw;
                }
            }
            """);
    }

    /// <summary>The line that writes a modality of sample i.</summary>
    private static string Write(ModalityNode modality) => modality.Content.Shape.Vocabulary is null
        ? $"Rows.Write(data.{modality.Name}, i, rows[i].{modality.Name}.Span, nameof({modality.Name}));"
        : $"Rows.WriteTokens(data.{modality.Name}, i, rows[i].{modality.Name}.Span, vocabulary: {Literal.Of(modality.Content.Shape.Vocabulary.Value)}, nameof({modality.Name}));";

    private static string WriteLabel(HeadNode head)
    {
        var classes = head.Classes is null ? "" : $", {head.Name}.Classes";
        var label = $"Rows.Label(rows[i].{head.Name}, i, nameof({head.Name}){classes})";
        var value = head.Classes is not null ? $"[(long){head.Name}.IndexOf({label})]" : head.Targets == 1 ? $"[{label}]" : $"{label}.Span";
        return Code.Call("Rows.Write", [$"data.Labels.{head.Name}", "i", value, $"nameof({head.Name})"]) + ";";
    }

    private static string Load() => Code.Text(
        $$"""
        /// <summary>Reads the declared files.</summary>
        /// <param name="directory">Where the files are.</param>
        /// <param name="cancellation">Stops reading.</param>
        /// <exception cref="FusionException">A file, column or value is not as declared; names file, row and column.</exception>
        public static Dataset Load(string directory = ".", CancellationToken cancellation = default)
        {
            using var rows = DataLoader.Load(Data, directory, cancellation);
            return Adopt(rows);
        }
        """);

    private static string DeclaredSplit() =>
        """
        /// <summary>Three disjoint parts, as declared.</summary>
        public Split<Dataset> Split() => Split(Data.Split);
        """;

    private static string Scalar(ModalityNode modality) => modality.Content.Shape.Vocabulary is null ? "Float32" : "Int64";

    private static string Local(string name) => Names.Local(name);
}
