using System.CommandLine;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;
using FusionDsl.Benchmarks.Reports;
using FusionDsl.Benchmarks.Variants;
using Spectre.Console;

namespace FusionDsl.Benchmarks.Commands;

/// <summary>The options that all commands have.</summary>
internal sealed class Settings
{
    private readonly Option<string> _json = new("--json") { Description = "Writes all results to a file.", HelpName = "FILE" };
    private readonly Option<string> _markdown = new("--markdown") { Description = "Writes the tables to a file.", HelpName = "FILE" };
    private readonly Option<int> _threads = WholeNumber("--threads", "Threads of libtorch and of PyTorch.", 1);
    private readonly Option<int> _blocks;
    private readonly bool _trains;
    private readonly Option<string[]> _cases;
    private readonly Option<string[]> _variants;

    private readonly Option<string> _python = new("--python")
    {
        Description = "The Python that has PyTorch; 'none' to do without. By default the usual ones are tried.", HelpName = "PATH",
    };

    private readonly Option<bool> _quick = new("--quick") { Description = "Tiny sizes: shows that everything runs. The numbers mean nothing." };

    /// <param name="command">Gets the options.</param>
    /// <param name="blocks">Blocks that count, unless asked otherwise.</param>
    /// <param name="cases">Names to choose from.</param>
    /// <param name="variants">Names to choose from.</param>
    /// <param name="wanted">The cases, unless asked otherwise; null: all.</param>
    /// <param name="trains">Whether models are trained or asked: without that there are no cases, no threads and no PyTorch.</param>
    public Settings(
        Command command, int blocks, IReadOnlyList<string> cases, IReadOnlyList<string> variants, IReadOnlyList<string>? wanted = null,
        bool trains = true)
    {
        _trains = trains;
        _blocks = WholeNumber("--blocks", "Blocks of every variant that count.", blocks);
        _cases = Names("--cases", "Which cases", cases, wanted ?? cases);
        _variants = Names("--variants", "Which variants", variants, variants);
        Option[] ofTraining = [_threads, _cases, _variants, _python];
        foreach (var option in (Option[])[_json, _markdown, _blocks, .. trains ? ofTraining : [], _quick]) command.Add(option);
    }

    /// <summary>Runs a benchmark with what was asked for, and writes its files.</summary>
    public int Run(ParseResult parsed, Action<Request> benchmark)
    {
        var isQuick = parsed.GetValue(_quick);
        var threads = _trains ? parsed.GetValue(_threads) : 1;
        var (python, reason) = !_trains || parsed.GetValue(_python) is "none" ? (null, "not wanted") : PyTorchProcess.Start(parsed.GetValue(_python));
        using var _ = python;
        var console = Screen.Open();
        var report = new Report(parsed.CommandResult.Command.Name, MachineFacts.Of(threads, python?.Facts), console);
        report.ShowMachine();
        if (python is null && _trains) report.Note($"PyTorch takes no part: {reason}.");
        if (isQuick) report.Note("Tiny sizes: the numbers mean nothing.");

        benchmark(new(
            _trains ? [.. parsed.GetValue(_cases)!.Select(AllCases.Of)] : [], _trains ? parsed.GetValue(_variants)! : [], threads, isQuick,
            isQuick ? new(Blocks: 1, TimeSpan.FromMilliseconds(1), WarmUpBlocks: 0) : new(parsed.GetValue(_blocks), TimeSpan.FromMilliseconds(100)),
            python, report));
        if (parsed.GetValue(_json) is { } json) report.WriteJson(json);
        if (parsed.GetValue(_markdown) is { } markdown) report.WriteMarkdown(markdown);
        return 0;
    }

    private static Option<int> WholeNumber(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number >= 1))
                result.AddError($"{name}: expected a whole number from 1, found '{text}'");
        });
        return option;
    }

    /// <summary>An option that takes some names.</summary>
    public static Option<string[]> Names(string name, string description, IReadOnlyList<string> known, IReadOnlyList<string> wanted)
    {
        return new(name)
        {
            Description = $"{description}, separated by commas: {string.Join(", ", known)}.",
            HelpName = "NAMES",
            DefaultValueFactory = _ => [.. wanted],
            CustomParser = result =>
            {
                var names = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                if (names.FirstOrDefault(one => !known.Contains(one)) is { } unknown)
                    result.AddError($"{name}: there is no '{unknown}'; expected some of {string.Join(", ", known)}");
                return names;
            },
        };
    }
}

/// <summary>What a benchmark is asked for.</summary>
internal sealed record Request(
    IReadOnlyList<BenchmarkCase> Cases, IReadOnlyList<string> Variants, int Threads, bool IsQuick, MeasuringPlan Plan, PyTorchProcess? Python,
    Report Report)
{
    /// <summary>Shows how far it is, where somebody watches.</summary>
    public static Action<string> Progress(string what) => stage =>
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"\r{what}: {stage}".PadRight(60) + "\r");
    };

    public bool Wants(string variant) => Variants.Contains(variant);
}

/// <summary>Where tables are shown.</summary>
internal static class Screen
{
    private const int WidthOfFiles = 160;

    public static IAnsiConsole Open()
    {
        var console = AnsiConsole.Create(new() { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected) console.Profile.Width = WidthOfFiles;
        return console;
    }
}
