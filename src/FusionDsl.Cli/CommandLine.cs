using System.CommandLine;
using System.CommandLine.Parsing;
using FusionDsl.Architecture;

namespace FusionDsl.Cli;

/// <summary>What is wrong with a command line: one mistake, one line.</summary>
internal static class CommandLine
{
    /// <summary>The first mistake that explains the others; null if there is none.</summary>
    public static string? Mistake(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var word, ..])
        {
            string[] commands = [.. command.Subcommands.Select(one => one.Name)];
            return IsOption(word)
                ? $"there is no option {word} before a command{Suggestion.For(word, Options(parsed))} The commands are {string.Join(", ", commands)}"
                : $"there is no command '{word}'{Suggestion.For(word, commands)} The commands are {string.Join(", ", commands)}";
        }
        if (UnknownOption(parsed) is { } option)
        {
            var near = Suggestion.Nearest(option, Options(parsed));
            return $"'{command.Name}' has no option {option}{(near is null ? "" : $", did you mean {near}?")}";
        }
        if (parsed.Errors.Count == 0) return null;
        string[] missing = [.. command.Arguments
            .Where(argument => (parsed.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MinimumNumberOfValues)
            .Select(argument => argument.Name)];
        if (missing.Length > 0) return $"'{command.Name}' needs {string.Join(" and ", missing)}";
        if (parsed.UnmatchedTokens.Count > 0)
        {
            var takes = command.Arguments.Count == 0 ? "no argument"
                : $"only {string.Join(" and ", command.Arguments.Select(argument => argument.Name))}";
            var found = string.Join(" and ", parsed.UnmatchedTokens.Select(token => $"'{token}'"));
            return $"'{command.Name}' takes {takes}; found {found} beside";
        }
        // The parser lists what an option takes on lines of their own.
        return string.Join(" ", parsed.Errors[0].Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    // An argument that takes any text takes a mistyped option, too. Behind -- all are arguments.
    private static string? UnknownOption(ParseResult parsed)
    {
        var isOver = parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash);
        return isOver ? null : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).Concat(parsed.UnmatchedTokens).FirstOrDefault(IsOption);
    }

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-' && !char.IsDigit(token[1]) && !File.Exists(token);

    private static IEnumerable<string> Options(ParseResult parsed)
    {
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
            foreach (var option in command.Command.Options) yield return option.Name;
    }
}
