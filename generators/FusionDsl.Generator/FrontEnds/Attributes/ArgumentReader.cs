using System.Globalization;
using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Generator.FrontEnds.Attributes;

/// <summary>The arguments of an attribute that somebody wrote; those left to their defaults are not in the list.</summary>
internal static class ArgumentReader
{
    public static EquatableArray<DraftArgument> Read(AttributeData attribute, AttributeSyntax syntax)
    {
        var written = syntax.ArgumentList?.Arguments.ToList() ?? [];
        var arguments = new List<DraftArgument>();
        var parameters = attribute.AttributeConstructor!.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (Find(written, parameters[i].Name, i) is not { } argument) continue;
            var namePlace = argument.NameColon is { } name ? Places.Of(name.Name) : Places.Of(argument.Expression);
            var value = attribute.ConstructorArguments[i];
            // Several values may be written behind each other, or as a list.
            var isExpanded = parameters[i].IsParams && argument.NameColon is null;
            var places = Items(argument.Expression) ?? (isExpanded ? [.. written.Skip(i).Select(item => Places.Of(item.Expression))] : null);
            arguments.Add(new(parameters[i].Name, namePlace, Value(value, Places.Of(argument.Expression), places)));
        }
        foreach (var named in attribute.NamedArguments)
        {
            var argument = written.First(candidate => candidate.NameEquals?.Name.Identifier.ValueText == named.Key);
            arguments.Add(new(named.Key.ToCamelCase(), Places.Of(argument.NameEquals!.Name), Value(named.Value, Places.Of(argument.Expression), Items(argument.Expression))));
        }
        return arguments.ToEquatableArray();
    }

    // The places of what is written in a list, in any of the ways to write one.
    private static List<Place>? Items(ExpressionSyntax list) => list switch
    {
        CollectionExpressionSyntax { Elements: var elements } => [.. elements.Select(element => Places.Of(element))],
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var items } => [.. items.Select(item => Places.Of(item))],
        ArrayCreationExpressionSyntax { Initializer.Expressions: var items } => [.. items.Select(item => Places.Of(item))],
        _ => null,
    };

    private static AttributeArgumentSyntax? Find(List<AttributeArgumentSyntax> written, string parameter, int position) =>
        written.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter)
        ?? (position < written.Count && written[position] is { NameColon: null, NameEquals: null } byPosition ? byPosition : null);

    private static DraftValue Value(TypedConstant value, Place place, List<Place>? itemPlaces) => value switch
    {
        { IsNull: true } => new(DraftValueKind.Nothing, "", [], place),
        { Kind: TypedConstantKind.Array } => new(
            DraftValueKind.List, "",
            value.Values.Select((item, i) => Value(item, itemPlaces is not null && i < itemPlaces.Count ? itemPlaces[i] : place, null)).ToEquatableArray(), place),
        { Value: bool flag } => new(DraftValueKind.Flag, flag ? "true" : "false", [], place),
        { Value: string text } => new(DraftValueKind.Text, text, [], place),
        { Value: double number } => new(DraftValueKind.Number, number.ToString("R", CultureInfo.InvariantCulture), [], place),
        { Value: float number } => new(DraftValueKind.Number, number.ToString("R", CultureInfo.InvariantCulture), [], place),
        { Value: IFormattable number } => new(DraftValueKind.Number, number.ToString(null, CultureInfo.InvariantCulture), [], place),
        _ => new(DraftValueKind.Nothing, "", [], place),
    };
}
