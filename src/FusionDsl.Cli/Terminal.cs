using Spectre.Console;

namespace FusionDsl.Cli;

/// <summary>Where the tool writes to.</summary>
/// <param name="output">Results.</param>
/// <param name="error">Mistakes and warnings.</param>
/// <param name="isLive">Somebody watches <paramref name="output"/> on a terminal that can move its cursor.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isLive)
{
    // A table in a file is read by scrolling, not on a screen of 80 columns.
    private const int WidthOfFiles = 160;

    private IAnsiConsole? _console;

    public TextWriter Out => output;

    public TextWriter Error => error;

    public bool IsLive => isLive;

    /// <summary>The same as <see cref="Out"/>, with colours and tables.</summary>
    public IAnsiConsole Console => _console ??= Open();

    /// <summary>Writes a table so that no number is broken.</summary>
    public void Write(Table table) => Sheet.Write(Console, table);

    /// <summary>The console of this process.</summary>
    public static Terminal OfProcess()
    {
        var watched = !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("CI") is null or ""
            && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        // Spectre asks whether it writes to the console itself, so that only others are wrapped.
        return new(watched ? System.Console.Out : new OpenWriter(System.Console.Out), System.Console.Error, watched);
    }

    private IAnsiConsole Open()
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isLive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isLive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isLive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isLive) console.Profile.Width = WidthOfFiles;
        return console;
    }
}
