using System.Globalization;
using System.Text.RegularExpressions;

namespace FusionDsl.Package.Tests;

[Collection(WorkshopCollection.Name)]
public partial class ConsumerTests(Workshop workshop)
{
    [Fact]
    public void Models_of_both_kinds_build_in_C_sharp_12_without_a_warning() => workshop.Built.MustSucceed();

    [Fact]
    public void The_built_program_trains_both_models() => AssertLearned(workshop.Ran);

    [Fact]
    public void The_published_program_trains_both_models() => AssertLearned(workshop.RanPublished);

    [Fact]
    public void Published_files_are_files_and_not_links_into_the_package_cache() =>
        Assert.All(Directory.EnumerateFiles(workshop.Published, "*", SearchOption.AllDirectories), file => Assert.Null(new FileInfo(file).LinkTarget));

    [LinuxFact]
    public void The_native_library_of_the_output_is_the_mended_one()
    {
        var original = Library(Path.Combine(Setting.PackageCache, "torchsharp", workshop.Dependencies["TorchSharp"]));
        var built = Library(Path.Combine(workshop.BuildOutput, "runtimes"));
        var published = Library(workshop.Published);

        Assert.NotEqual(original, built);
        Assert.Equal(original.Length, built.Length);
        Assert.Equal(built, published);
    }

    [Fact]
    public void A_second_build_without_a_change_writes_nothing()
    {
        workshop.BuiltAgain.MustSucceed();
        Assert.Empty(workshop.WrittenAgain);
    }

    [Fact]
    public void A_changed_spec_is_built_anew_and_its_mistake_is_told_with_line_and_column()
    {
        var before = workshop.ChangedSpec[..workshop.ChangedSpec.IndexOf("kernl", StringComparison.Ordinal)];
        var line = before.Count(character => character == '\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');

        var output = workshop.BuiltWithChangedSpec.MustFail().Output;

        Assert.Matches(
            $@"{Regex.Escape(Path.Combine("specs", "MotionNet.fusion.yaml"))}\({line},{column}(,\d+,\d+)?\): error FUS\d{{4}}: .*'kernl'.*'kernel'", output);
        Assert.DoesNotContain("CS8785", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_that_is_taken_away_takes_its_model_along()
    {
        var output = workshop.BuiltWithoutSpecs.MustFail().Output;

        Assert.Matches(@"Program\.cs\(\d+,\d+\): error CS0103: .*'MotionNet'", output);
        Assert.DoesNotContain("'WeatherNet'", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_with_a_name_that_the_generator_does_not_know_is_an_error() =>
        Assert.Matches(@"model\.yaml.*: error.*'\.fusion\.yaml'", workshop.BuiltWithMisnamedSpec.MustFail().Output);

    // Half of the test samples are of each class, so a model that has learned nothing is at 0.5.
    private static void AssertLearned(Outcome ran)
    {
        var accuracies = AccuracyLine().Matches(ran.MustSucceed().Output)
            .ToDictionary(match => match.Groups["model"].Value, match => double.Parse(match.Groups["accuracy"].Value, CultureInfo.InvariantCulture));

        Assert.Equal(["MotionNet", "WeatherNet"], accuracies.Keys.Order(StringComparer.Ordinal));
        Assert.All(accuracies.Values, accuracy => Assert.InRange(accuracy, 0.95, 1));
    }

    private static byte[] Library(string folder) => File.ReadAllBytes(
        Directory.EnumerateFiles(folder, "libLibTorchSharp.so", SearchOption.AllDirectories).Single());

    [GeneratedRegex(@"^(?<model>\w+) accuracy (?<accuracy>[\d.]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex AccuracyLine();
}
