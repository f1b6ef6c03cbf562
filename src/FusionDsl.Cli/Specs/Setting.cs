namespace FusionDsl.Cli.Specs;

/// <summary>One wish of the command line about the spec.</summary>
/// <param name="Path">What to set.</param>
/// <param name="Value">The new value, in YAML's flow form.</param>
/// <param name="Option">As it was written on the command line, for messages.</param>
internal sealed record Setting(SpecPath Path, string Value, string Option)
{
    /// <summary>Reads the <c>path=value</c> of <c>--set</c>.</summary>
    /// <exception cref="FusionException">It is not of this form.</exception>
    public static Setting Parse(string text)
    {
        var option = $"--set {text}";
        var equals = text.IndexOf('=');
        if (equals <= 0) throw new FusionException($"{option}: expected path=value, like --set train.epochs=5.");
        var value = text[(equals + 1)..].Trim();
        if (value.Length == 0) throw new FusionException($"{option}: the value is missing. An empty text is written ''.");
        if (value.AsSpan().IndexOfAny("\r\n\0") >= 0) throw new FusionException($"{option}: the value must be one line.");
        try
        {
            return new(SpecPath.Parse(text[..equals].Trim()), value, option);
        }
        catch (FusionException error)
        {
            throw new FusionException($"{option}: {error.Message}", error);
        }
    }

    /// <summary>A setting that has an option of its own, like <c>--epochs 5</c>.</summary>
    public static Setting Of(string option, string path, string value) => new(SpecPath.Parse(path), value, $"{option} {value}");

    /// <summary>What is wrong if two settings are for the same place; null if none are.</summary>
    public static string? Clash(IReadOnlyList<Setting> settings)
    {
        var twice = settings.GroupBy(setting => setting.Path.ToString()).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null
            : $"{string.Join(" and ", twice.Select(setting => setting.Option))} set the same value, {twice.Key}; give only one of them";
    }
}
