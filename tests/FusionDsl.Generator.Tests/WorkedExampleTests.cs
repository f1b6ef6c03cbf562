using System.Runtime.CompilerServices;
using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>The worked example in specs/avr-ciphers, as it is checked in.</summary>
public class WorkedExampleTests
{
    [Fact]
    public void The_attributed_twin_has_the_code_of_the_spec()
    {
        var example = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "specs", "avr-ciphers");
        var spec = File.ReadAllText(Path.Combine(example, "cipher-net.fusion.yaml"));
        var twin = File.ReadAllText(Path.Combine(example, "attributed", "CipherNet.cs"));
        var fromSpec = Generation.Quick(GeneratorInput.Empty.WithSpec(spec, "cipher-net.fusion.yaml"));
        var fromTwin = Generation.Quick(GeneratorInput.Empty.WithSource(twin, "CipherNet.cs"));
        DiagnosticAssert.None(fromSpec);
        DiagnosticAssert.None(fromTwin);

        Assert.NotEmpty(fromTwin.Sources);
        Assert.All(fromTwin.Sources, file => Assert.Equal(file.Value, fromSpec[file.Key]));
        // The three enums are in the twin's own source.
        Assert.Equal(fromTwin.Sources.Count + 3, fromSpec.Sources.Count);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
