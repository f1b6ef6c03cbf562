using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Testing.Tests;

public sealed class ValuesOnlyCheckTests
{
    private static readonly GeneratorInput Gauge = GeneratorInput.Source("[System.Obsolete] internal partial class Gauge;");

    private static readonly Dictionary<string, Func<GeneratorSyntaxContext, object>> Leaking = new()
    {
        ["NonErrorNamedTypeSymbol"] = Broken.Symbol,
        ["CSharpCompilation"] = c => c.SemanticModel.Compilation,
        ["SyntaxTreeSemanticModel"] = c => c.SemanticModel,
        ["ClassDeclarationSyntax"] = c => c.Node,
        ["SyntaxToken"] = c => ((ClassDeclarationSyntax)c.Node).Identifier,
        ["ParsedSyntaxTree"] = c => c.Node.SyntaxTree,
        ["SimpleSyntaxReference"] = c => c.Node.GetReference(),
        ["SourceLocation"] = c => c.Node.GetLocation(),
        ["StringText"] = c => c.Node.SyntaxTree.GetText(),
        ["SourceAttributeData"] = c => Broken.Symbol(c).GetAttributes()[0],
        ["CSharpParseOptions"] = c => c.Node.SyntaxTree.Options,
        ["GeneratorSyntaxContext"] = c => c,
        ["Func<Int32>"] = c => (Func<int>)(() => c.GetHashCode()),
        ["Object"] = _ => new object(),
        ["List<Int32>"] = _ => new List<int> { 1 },
        ["Lazy<Int32>"] = _ => new Lazy<int>(1),
    };

    public static TheoryData<string> LeakingTypes => [.. Leaking.Keys];

    [Theory]
    [MemberData(nameof(LeakingTypes))]
    public void Whatever_is_no_value_fails_with_its_type_and_the_path_to_it(string type)
    {
        var generator = Broken.Reading(c => new Holder("Gauge", ("left", Leaking[type](c))));
        Failure.Says($"Read.Content.Item2 is {type}: ", () => Harness.Run(generator, Gauge));
    }

    private static readonly Dictionary<string, Func<object, object>> Hiding = new()
    {
        ["in a record"] = leak => new Holder("x", ("left", leak)),
        ["in a record in a record"] = leak => new Holder("x", ("left", new Holder("y", ("left", leak)))),
        ["in an array"] = leak => new[] { "x", leak },
        ["in a list"] = leak => new List<object> { leak },
        ["in a dictionary"] = leak => new Dictionary<string, object> { ["x"] = leak },
        ["in an immutable array"] = leak => ImmutableArray.Create(leak),
        ["in a closure"] = leak => new Lazy<string>(() => leak.ToString()!),
        ["in a lambda"] = leak => (Func<string>)(() => leak.ToString()!),
        ["behind an interface"] = leak => new Behind(new Hidden(leak)),
        ["behind object"] = leak => new Holder("x", ("left", (object)(1, leak))),
        ["in a struct"] = leak => new Sequence<object>([leak]),
        ["in a base class"] = leak => new DerivedHolder(leak),
    };

    private static readonly string[] Leaks = ["CSharpCompilation", "NonErrorNamedTypeSymbol", "ClassDeclarationSyntax", "SourceLocation"];

    public static TheoryData<string, string> HiddenLeaks
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var how in Hiding.Keys)
                foreach (var leak in Leaks) all.Add(how, leak);
            return all;
        }
    }

    /// <summary>A generator that hands on what it must not, however it hides it, is found out; the same generator with a text instead is not.</summary>
    [Theory]
    [MemberData(nameof(HiddenLeaks))]
    public void A_leak_is_found_wherever_it_hides(string how, string leak)
    {
        var hide = Hiding[how];
        var fault = Assert.Throws<HarnessException>(() => Harness.Run(Broken.Reading(c => hide(Leaking[leak](c))), Gauge, OnlyValues));
        Assert.Contains("only values may flow", fault.Message);
        // A closure is no value, whatever it holds: there the path ends.
        if (!how.Contains("closure") && !how.Contains("lambda")) Assert.Contains($" is {leak}: ", fault.Message);
    }

    [Theory]
    [InlineData("in a record")]
    [InlineData("in a record in a record")]
    [InlineData("in an immutable array")]
    [InlineData("behind an interface")]
    [InlineData("behind object")]
    [InlineData("in a struct")]
    [InlineData("in a base class")]
    public void A_text_in_the_same_place_is_none(string how) => Harness.Run(Broken.Reading(c => Hiding[how](Broken.Name(c))), Gauge, OnlyValues);

    [Fact]
    public void The_step_itself_is_part_of_the_path_and_elements_are_counted()
    {
        Failure.Says("Read is NonErrorNamedTypeSymbol", () => Harness.Run(Broken.Reading(Broken.Symbol), Gauge, OnlyValues));
        Failure.Says("Read[1].Symbol is ", () => Harness.Run(
            Broken.Reading(c => ImmutableArray.Create(new SymbolHolder(null), new SymbolHolder(Broken.Symbol(c)))), Gauge, OnlyValues));
    }

    [Fact]
    public void A_leak_in_a_base_type_or_behind_an_equals_that_ignores_it_is_found()
    {
        Failure.Says("Read.Symbol is ", () => Harness.Run(Broken.Reading(c => new Derived(Broken.Symbol(c))), Gauge, OnlyValues));
        Failure.Says("Read.hidden is ", () => Harness.Run(Broken.Reading(c => new Ignorant(Broken.Symbol(c))), Gauge));
    }

    [Fact]
    public void An_immutable_array_in_a_record_is_compared_by_reference_and_fails()
    {
        Failure.Says("Read.Items is ImmutableArray<Int32>",
            () => Harness.Run(Broken.Reading(_ => new ArrayHolder([1])), Gauge, OnlyValues));
        Failure.Says("Read.Items is Int32[]", () => Harness.Run(Broken.Reading(_ => new RawArrayHolder([1])), Gauge, OnlyValues));
    }

    [Fact]
    public void An_array_behind_an_equals_written_by_hand_is_a_value_but_its_elements_are_looked_at()
    {
        Harness.Run(Broken.Reading(c => new Sequence<string>([Broken.Name(c)])), Gauge);
        Failure.Says("Read.items[0] is ",
            () => Harness.Run(Broken.Reading(c => new Sequence<ISymbol>([Broken.Symbol(c)])), Gauge, OnlyValues));
    }

    [Fact]
    public void A_class_without_equals_fails_and_ordinary_values_pass()
    {
        Failure.Says("make it a record", () => Harness.Run(Broken.Reading(_ => new Plain()), Gauge, OnlyValues));
        Harness.Run(Broken.Reading(c => (Broken.Name(c), 1, 2.5m,
            DayOfWeek.Friday, (Version?)new Version(1, 2), c.Node.Span, TimeSpan.Zero)), Gauge);
    }

    [Fact]
    public void A_transform_without_a_name_fails()
    {
        Failure.Says("WithTrackingName", () => Harness.Run(new UnnamedSelect(), Gauge));
        Failure.Says("ForAttributeWithMetadataName", () => Harness.Run(new UnnamedAttribute(), Gauge));
    }

    [Fact]
    public void The_rule_can_be_switched_off_by_name() =>
        Harness.Run(Broken.Reading(c => c.Node), Gauge, Checks.All with { ValuesOnly = false, Caching = false });

    private static Checks OnlyValues { get; } = Checks.All with { Caching = false };

    private sealed record Holder(string Name, (string Left, object Right) Content);

    private sealed record SymbolHolder(ISymbol? Symbol);

    private record Base(ISymbol Symbol);

    private sealed record Derived(ISymbol Symbol) : Base(Symbol);

    private interface IHidden;

    private sealed record Hidden(object Value) : IHidden;

    private sealed record Behind(IHidden Value);

    private record BaseHolder(object Value);

    private sealed record DerivedHolder(object Value) : BaseHolder(Value);

    private sealed record ArrayHolder(ImmutableArray<int> Items);

    private sealed record RawArrayHolder(int[] Items);

    private sealed class Plain;

    private sealed class Ignorant(ISymbol hidden) : IEquatable<Ignorant>
    {
        public bool Equals(Ignorant? other) => hidden is not null && other is not null;

        public override bool Equals(object? obj) => Equals(obj as Ignorant);

        public override int GetHashCode() => 0;
    }

    private readonly struct Sequence<T>(ImmutableArray<T> items) : IEquatable<Sequence<T>>
    {
        private readonly ImmutableArray<T> items = items;

        public bool Equals(Sequence<T> other) => items.SequenceEqual(other.items);

        public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

        public override int GetHashCode() => items.Length;
    }

    private sealed class UnnamedSelect : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var names = context.SyntaxProvider
                .CreateSyntaxProvider(static (n, _) => n is ClassDeclarationSyntax,
                    static (c, _) => Broken.Name(c)).WithTrackingName("Read");
            context.RegisterSourceOutput(names.Select(static (n, _) => n + "!"), static (_, _) => { });
        }
    }

    private sealed class UnnamedAttribute : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                "System.ObsoleteAttribute", static (_, _) => true, static (c, _) => c.TargetSymbol.Name), static (_, _) => { });
    }
}
