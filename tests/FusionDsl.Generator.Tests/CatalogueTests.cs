using System.Reflection;
using FusionDsl.Architecture;
using Words = FusionDsl.Architecture.Catalogue;

namespace FusionDsl.Generator.Tests;

/// <summary>Attributes and catalogue are two tellings of one language: the same words, the same parameters, the same defaults.</summary>
public class CatalogueTests
{
    private static readonly IReadOnlyList<Type> Attributes =
    [
        .. typeof(FusionModelAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(DeclarationAttribute)) && !type.IsAbstract),
    ];

    public static TheoryData<string> Keywords => [.. Words.All.Select(word => word.Name).Distinct()];

    [Fact]
    public void Every_word_is_an_attribute_and_every_attribute_a_word() =>
        Assert.Equal(Words.All.Select(word => word.Name).Distinct().Order(), Attributes.Select(WordOf).Distinct().Order());

    [Fact]
    public void No_two_words_share_a_name_or_a_key_in_one_place()
    {
        // A fusion and a decision may share a word: what they read tells them apart.
        var single = Words.All.Where(word => !(word is DecisionKind && Words.Operators.Any(kind => kind.Name == word.Name))).ToList();
        Assert.Equal(single.Count, single.Select(word => word.Name).Distinct().Count());
        foreach (var place in new IEnumerable<Keyword>[] { [.. Words.Modalities, .. Words.Preparations], Words.Layers, Words.Operators, Words.Heads, Words.Decisions, Words.Training })
            Assert.Equal(place.Count(), place.Select(word => word.Key).Distinct().Count());
    }

    [Theory, MemberData(nameof(Keywords))]
    public void Parameters_and_defaults_are_the_same(string name)
    {
        // An attribute of both a fusion and a decision has what either of them takes; the decision's come first or alone.
        var words = Words.All.Where(word => word.Name == name).ToList();
        var word = words.Count == 1 ? words[0] : words.OfType<DecisionKind>().Single() with { Parameters = words.SelectMany(one => one.Parameters).Distinct().ToEquatableArray() };
        foreach (var attribute in Attributes.Where(type => WordOf(type) == name))
        {
            var constructor = Assert.Single(Closed(attribute).GetConstructors());
            var positional = constructor.GetParameters();
            var named = Closed(attribute).GetProperties().Where(property => property.SetMethod is { IsPublic: true }).ToList();
            Assert.Equal(
                word.Parameters.Select(parameter => parameter.Name).Order(),
                positional.Select(parameter => parameter.Name!).Concat(named.Select(property => property.Name.ToCamelCase())).Order());

            // What the C# compiler takes without a name is what YAML takes without a name.
            Assert.Equal(word.Parameters.Take(positional.Length).Select(parameter => parameter.Name), positional.Select(parameter => parameter.Name));
            foreach (var parameter in positional) AssertSame(word.Find(parameter.Name!)!, parameter.ParameterType, parameter.HasDefaultValue, parameter.DefaultValue);

            var instance = Instance(constructor);
            foreach (var property in named) AssertSame(word.Find(property.Name.ToCamelCase())!, property.PropertyType, true, property.GetValue(instance));
        }
    }

    [Theory, MemberData(nameof(Keywords))]
    public void A_property_shows_what_the_constructor_was_given(string name)
    {
        foreach (var attribute in Attributes.Where(type => WordOf(type) == name))
            foreach (var parameter in attribute.GetConstructors()[0].GetParameters())
            {
                var property = Closed(attribute).GetProperty(char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..]);
                Assert.True(property is not null, $"{attribute.Name} has no property for '{parameter.Name}'.");
                Assert.Equal(parameter.ParameterType, property.PropertyType);
            }
    }

    [Fact]
    public void Layers_weights_of_classes_and_stages_may_be_repeated_and_nothing_else_may() => Assert.All(Attributes, attribute =>
        Assert.Equal(Words.Layers.Any(layer => layer.Name == WordOf(attribute)) || WordOf(attribute) == SettingKind.ClassWeight.Name
            || WordOf(attribute) == SettingKind.Stage.Name, attribute.GetCustomAttribute<AttributeUsageAttribute>(inherit: true)!.AllowMultiple));

    [Fact]
    public void Every_default_is_within_its_bounds() => Assert.All(Words.All.SelectMany(word => word.Parameters), parameter =>
    {
        if (parameter.Default is int or double) Assert.True(parameter.Allows(Convert.ToDouble(parameter.Default, System.Globalization.CultureInfo.InvariantCulture)), parameter.Name);
    });

    [Fact]
    public void Every_word_and_parameter_is_described() => Assert.All(Words.All, word =>
    {
        Assert.EndsWith(".", word.Summary);
        Assert.All(word.Parameters, parameter => Assert.EndsWith(".", parameter.Summary));
    });

    [Fact]
    public void Fusions_and_decisions_take_two_to_eight_nodes_or_exactly_two() => Assert.All([.. Words.Operators.Select(kind => (Keyword)kind), .. Words.Decisions], kind => Assert.Equal(
        kind is OperatorKind { IsPair: true } ? [2] : Enumerable.Range(2, 7), Attributes.Where(type => WordOf(type) == kind.Name).Select(type => type.GetGenericArguments().Length).Order()));

    private static void AssertSame(Parameter parameter, Type type, bool hasDefault, object? value)
    {
        var expected = parameter.Kind switch
        {
            ParameterKind.Integer => typeof(int),
            ParameterKind.Real => typeof(double),
            ParameterKind.Flag => typeof(bool),
            ParameterKind.Text => typeof(string),
            _ => typeof(string[]),
        };
        Assert.Equal(expected, type);
        Assert.Equal(!parameter.Required, hasDefault);
        if (parameter.Required) return;
        // Where the catalogue has no default, the attribute has the value that says "not given".
        if (parameter.Default is null) Assert.True(value is null or 0 or 0.0, $"{parameter.Name}: {value}");
        else Assert.Equal(parameter.Default, value);
    }

    private static string WordOf(Type attribute) => attribute.Name.Split('`')[0][..^"Attribute".Length];

    private static object Instance(ConstructorInfo constructor) => constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
        parameter.HasDefaultValue ? parameter.DefaultValue
        : parameter.ParameterType == typeof(string) ? "text"
        : parameter.ParameterType == typeof(string[]) ? Array.Empty<string>()
        : Activator.CreateInstance(parameter.ParameterType))]);

    private static Type Closed(Type attribute) => !attribute.IsGenericTypeDefinition ? attribute : attribute.MakeGenericType(
        [.. attribute.GetGenericArguments().Select(argument => argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? typeof(DayOfWeek) : typeof(object))]);
}
