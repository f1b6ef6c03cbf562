using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Generator.FrontEnds.Attributes;

/// <summary>
/// What was read of a class, for as long as no edit could have changed it. The compiler asks for every class anew after every edit anywhere, and to
/// bind the attributes of a hundred models takes longer than a key stroke may. It holds nothing longer than the compiler itself does: an entry lives
/// as long as the syntax of its class.
/// </summary>
internal static class DeclarationMemory
{
    private static readonly ConditionalWeakTable<SyntaxNode, Entry> Entries = new();

    public static Drafted? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var compilation = context.SemanticModel.Compilation;
        var names = DeclaredNames.Of(compilation);
        // One driver asks for a class from one thread at a time; should two of them share a tree, each finds a sound entry.
        var entry = Entries.GetOrCreateValue(context.TargetNode);
        lock (entry)
        {
            if (entry.Names is not { } before || !names.DeclaresTheSameAs(before, cancellation) || !entry.Parts.All(compilation.ContainsSyntaxTree))
            {
                entry.Drafted = DeclarationReader.Read(context, cancellation);
                entry.Parts = PartsOf((INamedTypeSymbol)context.TargetSymbol, context.TargetNode.SyntaxTree);
            }
            entry.Names = names;
            return entry.Drafted;
        }
    }

    // Places of what stands in these files move with every edit in them. The file of the class itself is that of the entry's key.
    private static IReadOnlyList<SyntaxTree> PartsOf(INamedTypeSymbol model, SyntaxTree own) =>
        [.. model.GetTypeMembers().Append(model).SelectMany(type => type.DeclaringSyntaxReferences).Select(part => part.SyntaxTree).Distinct().Where(tree => tree != own)];

    private sealed class Entry
    {
        public DeclaredNames? Names { get; set; }

        public IReadOnlyList<SyntaxTree> Parts { get; set; } = [];

        public Drafted? Drafted { get; set; }
    }
}
