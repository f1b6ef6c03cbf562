using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing;

/// <summary>A span that a test marked as <c>[|text|]</c>, or with the ID of its diagnostic as <c>[|FUS1234:text|]</c>.</summary>
public readonly record struct Mark(TextSpan Span, string? Id);
