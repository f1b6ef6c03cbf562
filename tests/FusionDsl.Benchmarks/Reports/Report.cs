using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace FusionDsl.Benchmarks.Reports;

/// <summary>What a command found: shown as it comes, and at the end written to files.</summary>
/// <param name="command">Its name.</param>
/// <param name="machine">What the numbers depend on.</param>
/// <param name="console">Where tables are shown.</param>
internal sealed class Report(string command, MachineFacts machine, IAnsiConsole console)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // A loss that nobody measured.
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly List<Table> _tables = [];
    private readonly List<object> _rows = [];
    private readonly List<string> _notes = [];

    /// <summary>A row of the JSON file; its property names become snake case.</summary>
    public void Add(object row) => _rows.Add(row);

    public void Show(Table table)
    {
        _tables.Add(table);
        table.Show(console);
    }

    /// <summary>What a reader of the numbers should know, such as who could not take part.</summary>
    public void Note(string note)
    {
        _notes.Add(note);
        console.WriteLine(note);
    }

    public void ShowMachine()
    {
        foreach (var line in machine.Lines()) console.WriteLine(line);
    }

    public void WriteJson(string path) =>
        Write(path, JsonSerializer.Serialize(new { Command = command, Machine = machine, Notes = _notes, Rows = _rows }, Readable) + "\n");

    public void WriteMarkdown(string path)
    {
        IEnumerable<string> lines = [.. _tables.SelectMany(table => table.Markdown()), .. machine.Lines().Concat(_notes).Select(line => $"- {line}"), ""];
        Write(path, string.Join('\n', lines));
    }

    private static void Write(string path, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        File.WriteAllText(path, text);
    }
}
