using FusionDsl.Models.Tests.Declared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Models.Tests.Whole;

/// <summary>Mistakes in the wiring are mistakes in the types: code that makes them does not compile.</summary>
public sealed class TypeSafetyTests
{
    [Theory]
    [InlineData("model.Parts.OpcodeCnn.call(batch.Opcodes)")]
    [InlineData("model.Parts.CountsMlp.call(model.Parts.Counts.call(batch.Counts))")]
    [InlineData("model.Parts.Joint.call(new(OpcodeCnn: model.Parts.OpcodeCnn.call(batch.Opcodes), CountsMlp: model.Parts.CountsMlp.call(batch.Counts)))")]
    [InlineData("new CipherNet.Batch(Opcodes: batch.Opcodes, Counts: batch.Counts, Labels: default)")]
    [InlineData("CipherNet.Verdict.Loss(model.call(batch).Verdict, batch.Labels.Verdict)")]
    [InlineData("prediction.Verdict == Cipher.Prince")]
    public void What_belongs_together_compiles(string expression) => Assert.Empty(ErrorsOf(expression));

    [Theory]
    [InlineData("model.Parts.OpcodeCnn.call(batch.Counts)", "CS1503")]
    [InlineData("model.Parts.Verdict.call(model.Parts.OpcodeCnn.call(batch.Opcodes))", "CS1503")]
    [InlineData("model.Parts.Joint.call(new(OpcodeCnn: model.Parts.CountsMlp.call(batch.Counts), CountsMlp: model.Parts.OpcodeCnn.call(batch.Opcodes)))", "CS1503")]
    [InlineData("new CipherNet.Batch(Opcodes: batch.Counts, Counts: batch.Opcodes, Labels: default)", "CS1503")]
    [InlineData("CipherNet.Verdict.Loss(model.Parts.Joint.call(default), batch.Labels.Verdict)", "CS1503")]
    [InlineData("model.call(new TwoSensors.Batch())", "CS1503")]
    [InlineData("prediction.Verdict == Side.Left", "CS0019")]
    [InlineData("model.Fit(default(TwoSensors.Dataset)!, default(TwoSensors.Dataset)!)", "CS1503")]
    public void What_does_not_belong_together_does_not_compile(string expression, string error)
    {
        var errors = ErrorsOf(expression);
        Assert.NotEmpty(errors);
        Assert.All(errors, found => Assert.Equal(error, found.Id));
    }

    private static List<Diagnostic> ErrorsOf(string expression)
    {
        var code = $$"""
            using FusionDsl.Models.Tests.Declared;
            static class Try
            {
                static object Run(CipherNet model, CipherNet.Batch batch, CipherNet.Prediction prediction) => {{expression}};
            }
            """;
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(CipherNet).Assembly.Location).Distinct();
        var compilation = CSharpCompilation.Create(
            "Try", [CSharpSyntaxTree.ParseText(code)], assemblies.Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }
}
