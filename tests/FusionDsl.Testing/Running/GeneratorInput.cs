using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Testing;

/// <summary>Everything a generator run depends on, as a value: an edit is a second input made from the first.</summary>
/// <remarks>Texts may hold marks such as <c>[|FUS1234:text|]</c>; they are taken out before the generator sees the text.</remarks>
public sealed record GeneratorInput
{
    public static GeneratorInput Empty { get; } = new();

    public ImmutableArray<InputFile> Sources { get; init; } = [];

    /// <summary>Additional files, such as <c>*.fusion.yaml</c>.</summary>
    public ImmutableArray<InputFile> Specs { get; init; } = [];

    public ImmutableArray<MetadataReference> References { get; init; } = PlatformReferences.All;

    /// <summary>MSBuild properties, visible to the generator as <c>build_property.Name</c>.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase).Add("RootNamespace", "Sample");

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public string AssemblyName { get; init; } = "Sample";

    public static GeneratorInput Source(string text, string path = "Model.cs") => Empty.WithSource(text, path);

    public static GeneratorInput Spec(string text, string path = "model.fusion.yaml") => Empty.WithSpec(text, path);

    /// <summary>Adds a C# file, or puts the text in place of the file with the same path.</summary>
    public GeneratorInput WithSource(string text, string path = "Model.cs") =>
        this with { Sources = Put(Sources, InputFile.Parse(path, text, null)) };

    /// <summary>Adds an additional file, or puts the text in place of the one with the same path.</summary>
    public GeneratorInput WithSpec(string text, string path = "model.fusion.yaml", string itemGroup = "FusionSpec") =>
        this with { Specs = Put(Specs, InputFile.Parse(path, text, itemGroup)) };

    public GeneratorInput WithProperty(string name, string value) => this with { Properties = Properties.SetItem(name, value) };

    public GeneratorInput WithReferences(params Assembly[] assemblies) =>
        this with { References = References.AddRange(assemblies.Select(PlatformReferences.Of)) };

    /// <summary>The input without the file at <paramref name="path"/>.</summary>
    public GeneratorInput Without(string path) => this with
    {
        Sources = Sources.Remove(File(path)),
        Specs = Specs.Remove(File(path)),
    };

    /// <summary>
    /// Replaces the one occurrence of <paramref name="find"/> in a file; an edit that changes nothing is a mistake of the test.
    /// </summary>
    public GeneratorInput Edit(string path, string find, string replacement)
    {
        var file = File(path);
        var parts = file.Text.Split(find);
        if (parts.Length != 2)
            throw new HarnessException($"'{find}' must occur once in {path} to be edited; it occurs {parts.Length - 1} times.");
        if (find == replacement)
            throw new HarnessException($"The edit of {path} replaces '{find}' by itself.");
        var edited = file with { Text = parts[0] + replacement + parts[1], Marks = [] };
        return this with { Sources = Replace(Sources, file, edited), Specs = Replace(Specs, file, edited) };
    }

    /// <summary>The file at <paramref name="path"/>; fails if there is none.</summary>
    public InputFile File(string path) => Find(path)
        ?? throw new HarnessException($"No input file '{path}'; there are: {string.Join(", ", Files.Select(f => f.Path))}.");

    internal InputFile? Find(string path) => Files.FirstOrDefault(f => f.Path == path);

    internal IEnumerable<InputFile> Files => Sources.Concat(Specs);

    private static ImmutableArray<InputFile> Put(ImmutableArray<InputFile> files, InputFile file) =>
        files.FirstOrDefault(f => f.Path == file.Path) is { } old ? files.Replace(old, file) : files.Add(file);

    private static ImmutableArray<InputFile> Replace(ImmutableArray<InputFile> files, InputFile old, InputFile edited) =>
        files.Contains(old) ? files.Replace(old, edited) : files;
}
