using FusionDsl.Cli.Compilation;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Cli.Tests.Support;

/// <summary>Compiles small readers to files.</summary>
internal static class Plugins
{
    /// <summary>Four numbers and six words per line, like the toy.</summary>
    public const string WorkingReader = """
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        public sealed class Reader : FusionDsl.Data.IRecordReader
        {
            static long[] Words(string[] line) => line.Skip(4).Select(long.Parse).ToArray();
            public IReadOnlyList<string> Extensions { get; } = new[] { ".toy" };
            public FusionDsl.Data.RecordTable Read(string path)
            {
                var lines = File.ReadAllLines(path).Select(line => line.Split(' ')).ToArray();
                var columns =
                    new Dictionary<string, System.Array> { ["words"] = lines.Select(Words).ToArray() };
                for (var i = 0; i < 4; i++)
                {
                    var column = i;
                    columns["x" + i] =
                        lines.Select(line => float.Parse(line[column], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                }
                return new(lines.Select((_, i) => $"line {i + 1} of {Path.GetFileName(path)}").ToArray(), columns);
            }
        }
        """;

    public static void Compile(string path, string code)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path), [CSharpSyntaxTree.ParseText(code)],
                References.All, new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }
}
