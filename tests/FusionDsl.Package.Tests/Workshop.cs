using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace FusionDsl.Package.Tests;

/// <summary>
/// A folder outside the repository with the freshly packed library and a project that uses it. Everything that takes a build is done once, in
/// the order in which a user would; the tests look at what came of it.
/// </summary>
public sealed class Workshop : IAsyncLifetime
{
    private const string Spec = "specs/MotionNet.fusion.yaml";

    // A version that never was, so that no cache can answer with an older package.
    private readonly string _version = $"{Setting.Version}-test.{Guid.NewGuid():N}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fusiondsl-package-");

    public string PackageFile => PathOf($"feed/FusionDsl.{_version}.nupkg");

    /// <summary>The package, unpacked.</summary>
    public string Package => PathOf("unpacked");

    public XDocument Nuspec => XDocument.Load(Path.Combine(Package, "FusionDsl.nuspec"));

    /// <summary>Versions of the packages that a user gets along, by their names.</summary>
    public IReadOnlyDictionary<string, string> Dependencies => Nuspec.Descendants().Where(element => element.Name.LocalName == "dependency")
        .ToDictionary(element => element.Attribute("id")!.Value, element => element.Attribute("version")!.Value);

    public string Project => PathOf("consumer");

    public string Published => PathOf("published");

    public string BuildOutput => Path.Combine(Project, "bin", "Release", "net10.0");

    /// <summary>The spec as it was last built.</summary>
    public string SpecFile => Path.Combine(Project, Spec);

    public string ChangedSpec { get; private set; } = "";

    public Outcome Built { get; private set; } = null!;

    public Outcome BuiltAgain { get; private set; } = null!;

    /// <summary>Files that the second build, without a change, wrote nevertheless.</summary>
    public IReadOnlyList<string> WrittenAgain { get; private set; } = [];

    public Outcome Ran { get; private set; } = null!;

    public Outcome BuiltWithChangedSpec { get; private set; } = null!;

    public Outcome BuiltWithoutSpecs { get; private set; } = null!;

    public Outcome BuiltWithMisnamedSpec { get; private set; } = null!;

    public Outcome RanPublished { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var pack = await Command.Dotnet(Setting.Root,
            "pack", "src/FusionDsl", "-c", Setting.Configuration, "--no-build", "-o", PathOf("feed"),
            $"-p:PackageVersion={_version}", $"-p:NuspecOutputPath={PathOf("nuspec")}/");
        pack.MustSucceed();
        ZipFile.ExtractToDirectory(PackageFile, Package);
        WriteProject();

        Built = await Build();
        Built.MustSucceed();
        var written = WrittenFiles();
        BuiltAgain = await Build("--no-restore");
        WrittenAgain = [.. WrittenFiles().Except(written).Select(file => file.Path)];
        Ran = await Command.Run(Project, Path.Combine(BuildOutput, Program));

        // Each of these comes after a build that succeeded: after a failure the compiler runs anyway.
        BuiltWithoutSpecs = await Build("--no-restore", "-p:EnableDefaultFusionSpecItems=false");
        (await Build("--no-restore")).MustSucceed();
        var spec = await File.ReadAllTextAsync(SpecFile);
        ChangedSpec = spec.Replace("kernel:", "kernl:", StringComparison.Ordinal);
        await File.WriteAllTextAsync(SpecFile, ChangedSpec);
        BuiltWithChangedSpec = await Build("--no-restore");
        await File.WriteAllTextAsync(SpecFile, spec);
        BuiltWithMisnamedSpec = await Build("--no-restore", "-p:MisnamedSpec=specs/model.yaml");

        var publish = await Command.Dotnet(Project,
            "publish", "-c", "Release", "--use-current-runtime", "--self-contained", "false", "-o", Published, "-warnaserror");
        publish.MustSucceed();
        RanPublished = await Command.Run(Published, Path.Combine(Published, Program));
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private static string Program => OperatingSystem.IsWindows() ? "Consumer.exe" : "Consumer";

    private string PathOf(string path) => Path.Combine(_folder.FullName, path);

    private Task<Outcome> Build(params string[] arguments) =>
        Command.Dotnet(Project, ["build", "-c", "Release", "-warnaserror", .. arguments]);

    private void WriteProject()
    {
        var source = Path.Combine(Setting.Root, "tests", "FusionDsl.Package.Tests", "Consumer");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Project, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        // Beside the sources that this machine has; what it has fetched already is taken from its cache and left unchanged.
        File.WriteAllText(Path.Combine(Project, "nuget.config"),
            $"""
            <configuration>
              <packageSources><add key="under-test" value="{PathOf("feed")}" /></packageSources>
            </configuration>
            """, Encoding.UTF8);
        File.WriteAllText(Path.Combine(Project, "Directory.Build.props"),
            $"""
            <Project>
              <PropertyGroup>
                <FusionDslVersion>{_version}</FusionDslVersion>
                <RestorePackagesPath>{PathOf("packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{Setting.PackageCache}</RestoreFallbackFolders>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """, Encoding.UTF8);
    }

    // Links to packages are made anew by every build; they cost nothing.
    private HashSet<(string Path, DateTime Written)> WrittenFiles() =>
        new[] { "bin", "obj" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Project, folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".dll" or ".so" or ".dylib" or ".editorconfig" && new FileInfo(file).LinkTarget is null)
            .Select(file => (Path.GetRelativePath(Project, file), File.GetLastWriteTimeUtc(file))).ToHashSet();
}

[CollectionDefinition(Name)]
public sealed class WorkshopCollection : ICollectionFixture<Workshop>
{
    public const string Name = "Workshop";
}
