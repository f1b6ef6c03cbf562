using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace FusionDsl.Cli.Commands;

/// <summary>Options whose mistakes are said in the words of the user.</summary>
internal static class Options
{
    /// <summary>The folder that a command writes to; an empty name is refused.</summary>
    public static Option<string> Folder(string description)
    {
        var option = new Option<string>("--out") { Description = description, HelpName = "DIR" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && string.IsNullOrWhiteSpace(path))
                result.AddError($"--out: expected the name of a folder, found '{path}'");
        });
        return option;
    }

    /// <summary>A file that takes the numbers.</summary>
    public static Option<string?> JsonFile() => OutputFile("--json", "Also writes all numbers to a file.");

    /// <summary>A file to write; one in a folder that is not there is refused before any work is done.</summary>
    public static Option<string?> OutputFile(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var path }]) return;
            if (string.IsNullOrWhiteSpace(path)) result.AddError($"{name}: expected the name of a file, found '{path}'");
            else if (Directory.Exists(path)) result.AddError($"{name}: {path} is a folder; expected a file");
            else if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
                result.AddError($"{name}: there is no folder {folder}");
        });
        return option;
    }

    /// <summary>A whole number; its range is the type's: from 0 where that has no sign.</summary>
    public static Option<T?> WholeNumber<T>(string name, string description)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        return new(name) { Description = description, HelpName = "N", CustomParser = Parse };

        T? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
            var range = T.IsZero(T.MinValue) ? " from 0" : "";
            result.AddError($"{name}: expected a whole number{range}, found '{text}'");
            return null;
        }
    }
}
