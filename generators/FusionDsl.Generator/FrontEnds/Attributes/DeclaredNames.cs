using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Generator.FrontEnds.Attributes;

/// <summary>
/// All of a compilation that can decide what the attributes of a class mean, except those attributes themselves: the declarations of all files, the
/// references, the options. Two compilations that differ in bodies, initializers, comments and attributes alone declare the same.
/// </summary>
internal sealed class DeclaredNames
{
    private static readonly ConditionalWeakTable<Compilation, DeclaredNames> Known = new();

    // Tokens that stand for references and options, so that these names do not keep another project's compilation alive.
    private static readonly ConditionalWeakTable<object, object> Identities = new();

    private readonly SyntaxTree[] _trees;
    private readonly object[] _surroundings;
    private Verdict? _last;

    private DeclaredNames(Compilation compilation)
    {
        _trees = [.. compilation.SyntaxTrees];
        _surroundings = [.. compilation.ExternalReferences.Cast<object>().Append(compilation.Options).Select(Identities.GetOrCreateValue), compilation.AssemblyName ?? ""];
    }

    public static DeclaredNames Of(Compilation compilation) => Known.GetValue(compilation, static one => new(one));

    /// <summary>Whether all names mean what they meant before.</summary>
    public bool DeclaresTheSameAs(DeclaredNames before, CancellationToken cancellation)
    {
        if (ReferenceEquals(this, before)) return true;
        // All classes of a project come with the same question.
        if (_last is { } last && ReferenceEquals(last.Before, before)) return last.IsSame;
        var isSame = Compare(before, cancellation);
        _last = new(before, isSame);
        return isSame;
    }

    private bool Compare(DeclaredNames before, CancellationToken cancellation)
    {
        if (_trees.Length != before._trees.Length || !_surroundings.SequenceEqual(before._surroundings)) return false;
        for (var i = 0; i < _trees.Length; i++)
            if (!ReferenceEquals(_trees[i], before._trees[i]) && !DeclareTheSame(_trees[i], before._trees[i], cancellation)) return false;
        return true;
    }

    private static bool DeclareTheSame(SyntaxTree one, SyntaxTree other, CancellationToken cancellation)
    {
        if (!one.Options.Equals(other.Options)) return false;
        using var tokens = Declarations(one, cancellation).GetEnumerator();
        foreach (var token in Declarations(other, cancellation))
            if (!tokens.MoveNext() || tokens.Current.RawKind != token.RawKind || tokens.Current.Text != token.Text) return false;
        return !tokens.MoveNext();
    }

    private static IEnumerable<SyntaxToken> Declarations(SyntaxTree tree, CancellationToken cancellation) =>
        tree.GetRoot(cancellation).DescendantTokens(IsDeclaration);

    // The value of a constant may stand in an attribute; that of any other field may not.
    private static bool IsDeclaration(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or AttributeListSyntax or ConstructorInitializerSyntax or GlobalStatementSyntax => false,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => false,
        EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => true,
    };

    // The names before are not kept alive by the question.
    private sealed class Verdict(DeclaredNames before, bool isSame)
    {
        private readonly WeakReference<DeclaredNames> _before = new(before);

        public DeclaredNames? Before => _before.TryGetTarget(out var before) ? before : null;

        public bool IsSame => isSame;
    }
}
