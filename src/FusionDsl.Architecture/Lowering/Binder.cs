using System.Globalization;

namespace FusionDsl.Architecture;

/// <summary>Checks the arguments of a call against its keyword's parameters.</summary>
internal static class Binder
{
    /// <returns>Null if anything was wrong; everything that was is reported.</returns>
    public static Arguments? Bind(DraftCall call, Keyword keyword, string key, LoweringContext context)
    {
        var arguments = new Arguments(keyword);
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        var isSound = true;
        foreach (var argument in call.Arguments)
        {
            if (Find(argument, keyword, context) is not { } parameter)
            {
                isSound = false;
                continue;
            }
            context.Locate($"{key}/{parameter.Name}", argument.Value.Place);
            for (var i = 0; i < argument.Value.Items.Count; i++) context.Locate($"{key}/{parameter.Name}/{i.Invariant()}", argument.Value.Items[i].Place);
            if (places.TryGetValue(parameter.Name, out var first))
            {
                context.Report(Rule.DuplicateParameter, argument.NamePlace, first, parameter.Name, keyword.Name);
                isSound = false;
                continue;
            }
            places.Add(parameter.Name, argument.NamePlace);
            if (Read(argument, parameter, keyword, context) is { } value) arguments.Set(parameter.Name, value);
            else isSound = false;
        }
        // One message for one mistake: what is missing is told once the rest is right.
        if (!isSound) return null;
        foreach (var parameter in keyword.Parameters.Where(parameter => parameter.Required && !arguments.Has(parameter.Name)))
        {
            context.Report(Rule.MissingParameter, call.Place, keyword.Name, parameter.Name, parameter.Expectation, Example(keyword, arguments));
            return null;
        }
        return arguments;
    }

    private static Parameter? Find(DraftArgument argument, Keyword keyword, LoweringContext context)
    {
        if (argument.Name is null && keyword.Parameters.Count > 0) return keyword.Parameters[0];
        if (argument.Name is { } name && keyword.Find(name) is { } parameter) return parameter;
        var expected = keyword.Parameters.Count == 0 ? "none" : string.Join(", ", keyword.Parameters.Select(candidate => candidate.Name));
        if (argument.Name is not { } found)
        {
            context.Report(Rule.UnknownParameter, argument.NamePlace, argument.Value.Text, keyword.Name, $". Write '{keyword.Key}' alone.", expected);
            return null;
        }
        var candidates = keyword.Parameters.Select(candidate => candidate.Name).ToList();
        // Under another name it would have to make sense.
        var mend = Advice.Mend(found, candidates) is { } meant && Read(argument.Value, keyword.Find(meant.Text)!) is not null ? Advice.Mend(found, candidates) : null;
        context.Report(Rule.UnknownParameter, argument.NamePlace, mend, found, keyword.Name, Advice.For(found, candidates), expected);
        return null;
    }

    private static object? Read(DraftValue value, Parameter parameter) => parameter.Kind switch
    {
        ParameterKind.Integer => ReadInteger(value),
        ParameterKind.Real => ReadReal(value),
        ParameterKind.Flag => value.Kind == DraftValueKind.Flag ? value.Text == "true" : null,
        ParameterKind.Text => value.Kind is DraftValueKind.Text or DraftValueKind.Number && value.Text.Length > 0 ? value.Text : null,
        _ => ReadTexts(value),
    };

    private static object? Read(DraftArgument argument, Parameter parameter, Keyword keyword, LoweringContext context)
    {
        var value = argument.Value;
        var read = Read(value, parameter);
        if (read is null)
        {
            var remark = argument.Name is null && Form(value, keyword) is { } form ? $"; write {form}" : Remark(value, parameter);
            context.Report(Rule.WrongType, value.Place, Meant(value, parameter), parameter.Name, keyword.Name, parameter.Expectation, value.Quoted + remark);
            return null;
        }
        if (read is int or long or double)
        {
            if (!parameter.Allows(Convert.ToDouble(read, CultureInfo.InvariantCulture)))
            {
                context.Report(Rule.OutOfBounds, value.Place, parameter.Name, keyword.Name, ExpectationFor(read, parameter), value.Quoted);
                return null;
            }
            if (read is long integer) read = (int)integer;
        }
        return read;
    }

    // How a key of a spec is written whose value is none that its first parameter takes; null where that is not the mistake.
    private static string? Form(DraftValue value, Keyword keyword)
    {
        var required = keyword.Parameters.Where(parameter => parameter.Required).ToList();
        if (required.Count == 0 && value.Kind == DraftValueKind.Flag) return $"'{keyword.Key}: {{}}' for its defaults";
        return required.Count > 1 ? $"'{keyword.Key}: {{ {string.Join(", ", required.Select(parameter => parameter.Name + ": …"))} }}'" : null;
    }

    // A number that is none, in the eyes of somebody who sees one.
    private static string Remark(DraftValue value, Parameter parameter)
    {
        if (value.Kind != DraftValueKind.Text || parameter.Kind is not (ParameterKind.Integer or ParameterKind.Real)) return "";
        if (double.TryParse(value.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) return " in quotes, which make it a text";
        return value.Text.Contains(',') && value.Text.All(letter => letter is (>= '0' and <= '9') or ',') ? "; a number has a point and no comma" : "";
    }

    // What other languages of settings write: yes, no, and numbers in quotes.
    private static Mend? Meant(DraftValue value, Parameter parameter) => parameter.Kind switch
    {
        _ when value.Kind != DraftValueKind.Text => null,
        ParameterKind.Flag => Mend.Flag(value.Text),
        ParameterKind.Integer when ReadInteger(value with { Kind = DraftValueKind.Number }) is long => new(MendKind.Replace, value.Text),
        ParameterKind.Real when ReadReal(value with { Kind = DraftValueKind.Number }) is not null => new(MendKind.Replace, value.Text),
        _ => null,
    };

    private static string ExpectationFor(object read, Parameter parameter) =>
        parameter.Kind == ParameterKind.Integer && Convert.ToDouble(read, CultureInfo.InvariantCulture) > int.MaxValue
            ? $"{parameter.Expectation} and of at most {((long)int.MaxValue).Grouped()}" : parameter.Expectation;

    // An integer of any length is an integer, even if it is far out of bounds.
    private static object? ReadInteger(DraftValue value)
    {
        if (value.Kind != DraftValueKind.Number) return null;
        if (long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        return value.Text.All(letter => letter is (>= '0' and <= '9') or '+' or '-')
            && double.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) ? large : null;
    }

    private static object? ReadReal(DraftValue value) =>
        value.Kind == DraftValueKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static object? ReadTexts(DraftValue value)
    {
        // In YAML a column that is called 5 looks like a number.
        static bool IsText(DraftValue item) => item.Kind is DraftValueKind.Text or DraftValueKind.Number && item.Text.Length > 0;
        if (IsText(value)) return new[] { value.Text }.ToEquatableArray();
        return value.Kind == DraftValueKind.List && value.Items.Count > 0 && value.Items.All(IsText) ? value.Items.Select(item => item.Text).ToEquatableArray() : null;
    }

    // Named arguments look alike in both languages.
    private static string Example(Keyword keyword, Arguments given) =>
        string.Join(", ", keyword.Parameters.Where(parameter => parameter.Required && !given.Has(parameter.Name)).Select(parameter => $"{parameter.Name}: …"));
}
