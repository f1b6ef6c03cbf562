using System.Reflection;
using FusionDsl.Architecture;
using FusionDsl.Cli.Specs;
using FusionDsl.Data;

namespace FusionDsl.Cli.Readers;

/// <summary>Finds and loads the plug-in that a spec names, and knows nothing else of it.</summary>
internal static class ReaderHost
{
    /// <summary>Where the readers lie that come with the tool, each in a folder of its own name.</summary>
    public static string Bundled => Path.Combine(AppContext.BaseDirectory, "readers");

    /// <summary>Loads a reader.</summary>
    /// <param name="name">The assembly's name, as the spec has it.</param>
    /// <param name="specDirectories">Directories that belong to the spec.</param>
    /// <param name="readerPath">A directory that the user names; it comes first. Null: none.</param>
    /// <exception cref="FusionException">It is nowhere, or is no reader.</exception>
    public static IRecordReader Load(string name, IReadOnlyList<string> specDirectories, string? readerPath)
    {
        if (name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name is "." or "..")
            throw new FusionException(
                $"'{name}' is no name of an assembly. 'data.reader' is one, like FusionDsl.Avr: without path or .dll.");
        if (readerPath is not null && !Directory.Exists(readerPath))
            throw new FusionException($"--reader-path {readerPath}: there is no such directory.");

        List<string> directories = [.. readerPath is null ? [] : new[] { readerPath }, .. specDirectories, Path.Combine(Bundled, name)];
        var file = directories.Select(directory => Path.GetFullPath(Path.Combine(directory, name + ".dll"))).FirstOrDefault(File.Exists)
            ?? throw new FusionException(NotFound(name, directories));
        return Create(LoadAssembly(file), file);
    }

    private static Assembly LoadAssembly(string file)
    {
        try
        {
            return new ReaderLoadContext(file).LoadFromAssemblyPath(file);
        }
        catch (Exception error) when (error is BadImageFormatException or FileLoadException)
        {
            throw new FusionException($"{file} is not a .NET assembly that can be loaded: {error.Message}", error);
        }
    }

    private static IRecordReader Create(Assembly assembly, string file)
    {
        var readers = assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IRecordReader)))
            .ToList();
        if (readers.Count != 1)
        {
            var names = string.Join(", ", readers.Select(type => type.Name));
            var found = readers.Count == 0 ? "no public class" : $"{readers.Count} public classes ({names})";
            throw new FusionException($"{file} has {found} that implements {typeof(IRecordReader).FullName}; a reader has exactly one.");
        }
        if (readers[0].GetConstructor(Type.EmptyTypes) is null)
            throw new FusionException($"{readers[0].FullName} in {file} has no public constructor without parameters.");
        return (IRecordReader)Activator.CreateInstance(readers[0])!;
    }

    private static string NotFound(string name, IEnumerable<string> directories)
    {
        List<string> bundled =
            Directory.Exists(Bundled) ? [.. Directory.EnumerateDirectories(Bundled).Select(path => Path.GetFileName(path)).Order()] : [];
        return $"The reader '{name}', which the spec names, was not found. "
            + $"{name}.dll is not in: {string.Join(", ", directories.Distinct())}."
            + Suggestion.Sentence(name, bundled) + (bundled.Count == 0 ? "" : $" The tool brings: {string.Join(", ", bundled)}.")
            + " Name its directory with --reader-path.";
    }
}
