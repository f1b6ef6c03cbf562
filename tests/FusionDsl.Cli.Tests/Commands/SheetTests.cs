using FusionDsl.Cli.Tests.Support;
using Spectre.Console;

namespace FusionDsl.Cli.Tests.Commands;

/// <summary>Tables on terminals of any width.</summary>
public sealed class SheetTests
{
    private static string Written(int width, Table table)
    {
        var output = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = width;
        Sheet.Write(console, table);
        return output.ToString();
    }

    private static Table Scores()
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("row");
        table.AddColumn(new TableColumn("Fault") { NoWrap = true });
        table.AddColumn(new TableColumn("").RightAligned());
        table.AddColumn(new TableColumn("macroF1"));
        table.AddRow("first of all", "[bold]Cavitation[/]", "37.2 %", "47.331 (±0.000)");
        table.AddRow("second", "None", "90.0 %", "");
        return table;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(40)]
    public void Where_a_table_does_not_fit_each_cell_has_a_line(int width) => Assert.Equal(
        "\nrow  first of all\n  Fault  Cavitation  37.2 %\n  macroF1  47.331 (±0.000)\n\nrow  second\n  Fault  None  90.0 %\n\n", Written(width, Scores()));

    [Fact]
    public void It_is_a_table_from_the_width_on_that_it_needs()
    {
        var wide = Written(200, Scores()).Split('\n').Max(line => line.TrimEnd().Length);
        var narrowest = Enumerable.Range(1, 200).First(width => Written(width, Scores()).Contains('─'));
        Assert.InRange(narrowest, wide, wide + 4);   // With the blanks of the border.
        for (var width = narrowest; width < narrowest + 10; width++)
            Assert.Equal(Written(200, Scores()), Written(width, Scores()));
    }

    [Fact]
    public void A_column_of_names_without_a_header_gives_them_alone()
    {
        var table = new Table();
        table.AddColumn("");
        table.AddColumn("Sound");
        table.AddRow("late", "0.123 (−0.456)");
        Assert.Equal("\nlate\n  Sound  0.123 (−0.456)\n\n", Written(12, table));
    }
}
