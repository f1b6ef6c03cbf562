using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The data set: labelled samples, one table per modality and label.</summary>
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
                /// <summary>
                /// Labelled samples: a table per modality and per label. Parts of a split share the values of the whole; a part whose tensor is asked
                /// for copies it once.
                /// </summary>
                public sealed class Dataset : IDataset<Dataset>
                {
                    private Dataset(Tables tables) => Tables = tables;

                    /// <summary>Number of samples.</summary>
                    public int Count => Tables.Count;

                    /// <summary>What is known about the samples beside their values.</summary>
                    public RowInfo Info => Tables.Info;

                    /// <summary>The values of every modality and label, by its name.</summary>
                    public Tables Tables { get; }

                    {{Code.Blocks(model.Modalities.Select(modality =>
                        $"/// <summary>{modality.Content.Shape.WithBatch.Replace("batch", "count")} {Naming.DtypeOf(modality)}</summary>\npublic Tensor {modality.Name} => Tables[nameof({modality.Name})].Values;"))}}

                    /// <summary>What the samples truly are.</summary>
                    public Labels Labels => {{Code.Call("new", model.Heads.Select(head => $"Tables[nameof({head.Name})].Values"))}};

                    {{From(model)}}

                    {{(model.Data is null ? "" : Load())}}

                    /// <summary>Takes over rows that were read from files.</summary>
                    public static Dataset Adopt(LoadedRows rows) => new(
                        {{Code.Call("rows.TakeTables", Nodes(model).Select(node => $"nameof({node})"))}}{{WithPresence(model)}});

                    {{(model.Modalities.Any(model.MayBeAbsent) ? Without(model) : "")}}

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
                        return new(new(Tables.Pick(train)), new(Tables.Pick(validation)), new(Tables.Pick(test)));
                    }

                    {{(FitDecisionsEmitter.HoldsOut(model) ? Pick : "")}}

                    /// <summary>Frees the values, unless a part or a loader has them still.</summary>
                    public void Dispose() => Tables.Dispose();

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
        string[] tables =
        [
            .. model.Modalities.Select(modality => Table(modality.Name, Scalar(modality), modality.Content.Shape.Dimensions.Select(dimension => dimension.Size))),
            .. model.Heads.Select(head => head.Classes is null ? Table(head.Name, "Float32", [head.Targets]) : Table(head.Name, "Int64", [])),
            .. model.Modalities.Where(model.MayBeAbsent).Select(modality =>
                $"(Presence.Of(nameof({modality.Name})), Presence.Everywhere(rows.Count))"),
        ];
        return Code.Text(
            $$"""
            /// <summary>Copies samples.</summary>
            /// <exception cref="FusionException">There is no sample, one has no label, or a value does not fit; names the sample.</exception>
            public static Dataset From(IEnumerable<Sample> samples)
            {
                var rows = samples as IReadOnlyList<Sample> ?? samples.ToList();
                if (rows.Count == 0) throw new FusionException("There are no samples.");
                LibTorch.EnsureLoaded();
                var data = new Dataset(new Tables(
                    RowInfo.Numbered(rows.Count),
                    {{string.Join(",\n", tables)}}));
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

    private static string Write(ModalityNode modality) =>
        AbsenceCode.Guard(modality, $"data.Tables, nameof({modality.Name})", "rows[i]", SampleEmitter.Write(modality, $"data.{modality.Name}", "rows[i]"));

    // What the data do not say may be absent is everywhere, until dropout or Without takes it away.
    private static string WithPresence(Model model)
    {
        var modalities = model.Modalities.Where(model.MayBeAbsent).Select(modality => $"nameof({modality.Name})").ToList();
        return modalities.Count == 0 ? "" : $".WithPresence({Code.List(modalities)})";
    }

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
        /// <param name="memory">Values that exceed it lie in mapped files; without it as declared.</param>
        /// <exception cref="FusionException">A file, column or value is not as declared; names file, row and column.</exception>
        public static Dataset Load(string directory = ".", CancellationToken cancellation = default, MemoryBudget? memory = null)
        {
            using var rows = DataLoader.Load(Data, directory, cancellation, memory);
            return Adopt(rows);
        }
        """);

    private static string Without(Model model) => Code.Text(
        $$"""
        /// <summary>The same samples as if none had a modality, to see what a broken sensor costs.</summary>
        /// <param name="modality">Its name: <c>nameof({{model.Modalities.First(model.MayBeAbsent).Name}})</c>.</param>
        /// <exception cref="FusionException">There is none of that name that may be absent.</exception>
        public Dataset Without(string modality) => new(Tables.Without(modality));
        """);

    private static string DeclaredSplit() =>
        """
        /// <summary>Three disjoint parts, as declared.</summary>
        public Split<Dataset> Split() => Split(Data.Split);
        """;

    private const string Pick =
        """
        /// <summary>Some of the samples, in the order given.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
        public Dataset Pick(long[] rows) => new(Tables.Pick(rows));
        """;

    private static string Scalar(ModalityNode modality) => modality.Content.Shape.Vocabulary is null ? "Float32" : "Int64";

    private static string Table(string node, string type, IEnumerable<int> sizes) =>
        $"(nameof({node}), Rows.Table(ScalarType.{type}, {Code.List(["rows.Count", .. sizes.Select(size => size.Invariant())])}))";

    private static IEnumerable<string> Nodes(Model model) => [.. model.Modalities.Select(modality => modality.Name), .. model.Heads.Select(head => head.Name)];
}
