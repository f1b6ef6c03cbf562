using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing;

/// <summary>A span in a file of the input.</summary>
internal sealed record Place(string Path, TextSpan Span)
{
    public static Place Of(Diagnostic diagnostic) => new(diagnostic.Location.GetLineSpan().Path ?? "", diagnostic.Location.SourceSpan);
}
