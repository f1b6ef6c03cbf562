using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace FusionDsl.Testing;

/// <summary>Walks all that an object holds and names the places that break value equality or keep a compilation alive.</summary>
internal static class ObjectGraph
{
    public static IReadOnlyList<Leak> Leaks(object? root, string name)
    {
        var walk = new Walk();
        walk.Visit(root, name, ComparedBy.Roslyn);
        return walk.Leaks;
    }

    /// <summary>
    /// Who compares a collection: Roslyn and an Equals written by hand may look at its elements, a synthesised Equals does not.
    /// </summary>
    private enum ComparedBy { Roslyn, OwnEquals, SynthesisedEquals }

    private sealed class Walk
    {
        private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

        public List<Leak> Leaks { get; } = [];

        public void Visit(object? value, string path, ComparedBy by)
        {
            if (value is null || IsLeaf(value.GetType()))
                return;
            var type = value.GetType();
            if (Forbidden.Reason(value) is { } reason)
                Report(reason);
            else if (!type.IsValueType && !_seen.Add(value))
                return;
            else if (value is ITuple tuple && type.IsValueType)
                for (var i = 0; i < tuple.Length; i++)
                    Visit(tuple[i], string.Create(CultureInfo.InvariantCulture, $"{path}.Item{i + 1}"), by);
            else if (IsFrameworkCollection(value))
                VisitElements((IEnumerable)value, path, by);
            else if (!type.IsValueType && Equality.IsByReference(type))
                Report("the class has no Equals, so two equal ones differ; make it a record");
            else
                VisitFields(value, path);

            void Report(string why) => Leaks.Add(new Leak(path, NameOf(type), why));
        }

        private void VisitElements(IEnumerable collection, string path, ComparedBy by)
        {
            if (by == ComparedBy.SynthesisedEquals || (by == ComparedBy.Roslyn && !IsImmutableArray(collection)))
                Leaks.Add(new Leak(path, NameOf(collection.GetType()),
                    "it is compared by reference; wrap it in an array with value equality"));
            if (IsImmutableArray(collection) && (bool)collection.GetType().GetProperty("IsDefault")!.GetValue(collection)!)
                return;
            var index = 0;
            foreach (var element in collection)
                Visit(element, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), ComparedBy.SynthesisedEquals);
        }

        private void VisitFields(object value, string path)
        {
            for (var type = value.GetType(); type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
            {
                var by = Equality.IsWrittenByHand(type) ? ComparedBy.OwnEquals : ComparedBy.SynthesisedEquals;
                foreach (var field in type.GetFields(
                             BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Visit(field.GetValue(value), $"{path}.{Readable(field.Name)}", by);
            }
        }
    }

    private static bool IsLeaf(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsPointer || type == typeof(string) || typeof(Type).IsAssignableFrom(type)
        || type == typeof(Microsoft.CodeAnalysis.DiagnosticDescriptor)
        || (IsFramework(type) && !type.IsGenericType && !typeof(IEnumerable).IsAssignableFrom(type)
            && !typeof(Delegate).IsAssignableFrom(type)
            && (type.IsValueType || !Equality.IsByReference(type)));

    private static bool IsFrameworkCollection(object value) =>
        value is Array || (value is IEnumerable && IsFramework(value.GetType()));

    private static bool IsImmutableArray(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    private static bool IsFramework(Type type) =>
        type.Assembly.GetName().Name is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "mscorlib");

    // <Nodes>k__BackingField is the property Nodes, <nodes>P the captured parameter nodes.
    private static string Readable(string field) =>
        field.StartsWith('<') && field.IndexOf('>') is > 1 and var end ? field[1..end] : field;

    // A class inside a generic one is generic, too, and its name does not say so.
    private static string NameOf(Type type) => type.IsGenericType && type.Name.Contains('`')
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
