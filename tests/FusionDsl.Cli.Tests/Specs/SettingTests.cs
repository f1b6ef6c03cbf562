using FusionDsl.Architecture;
using FusionDsl.Cli.Specs;

namespace FusionDsl.Cli.Tests.Specs;

public sealed class SettingTests
{
    [Fact]
    public void Path_and_value_part_at_the_first_equals_sign()
    {
        var setting = Setting.Parse("data.sources.A.file = a=b.csv");
        Assert.Equal("data.sources.A.file", setting.Path.ToString());
        Assert.Equal("a=b.csv", setting.Value);
    }

    [Fact]
    public void A_path_has_keys_and_items()
    {
        var path = SpecPath.Parse("encoders.Cnn.layers[10][2].dense");
        Assert.Equal(["encoders", "Cnn", "layers", "[10]", "[2]", "dense"], path.Steps.Select(step => step.ToString()));
        Assert.Equal("encoders.Cnn.layers[10]", path.Prefix(4));
    }

    [Theory]
    [InlineData("train.epochs", "--set train.epochs: expected path=value, like --set train.epochs=5.")]
    [InlineData("=5", "--set =5: expected path=value, like --set train.epochs=5.")]
    [InlineData("train.epochs=", "--set train.epochs=: the value is missing. An empty text is written ''.")]
    [InlineData("a=b\nc", "--set a=b\nc: the value must be one line.")]
    public void A_setting_of_another_form_is_an_error(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<FusionException>(() => Setting.Parse(text)).Message);

    [Theory]
    [InlineData("a..b=1")]
    [InlineData("[0]=1")]
    [InlineData("a[x]=1")]
    [InlineData("a[1=1")]
    [InlineData("a[-1]=1")]
    [InlineData("a[1]b=1")]
    public void A_path_of_another_form_is_an_error(string text)
    {
        var message = Assert.Throws<FusionException>(() => Setting.Parse(text)).Message;
        Assert.StartsWith($"--set {text}: '", message);
        Assert.Contains("is not a path into a spec; expected keys with dots", message);
    }

    [Theory]
    [InlineData("trian", "train")]
    [InlineData("Train", "train")]
    [InlineData("heds", "heads")]
    [InlineData("encodres", "encoders")]
    [InlineData("zzz", null)]
    public void The_nearest_word_is_found_if_it_is_near(string word, string? expected) =>
        Assert.Equal(expected, Suggestion.Nearest(word, ["train", "data", "heads", "encoders"]));
}
