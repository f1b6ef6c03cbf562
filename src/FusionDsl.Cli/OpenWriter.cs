using System.Text;

namespace FusionDsl.Cli;

/// <summary>
/// The output of a process that may have been closed by who started it: then that is said, and not the words of the system for it.
/// </summary>
internal sealed class OpenWriter(TextWriter output) : TextWriter(output.FormatProvider)
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Try(() => output.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => output.Write(value));

    public override void WriteLine(string? value) => Try(() => output.WriteLine(value));

    public override void Flush() => Try(output.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var reason = error.Message.TrimEnd('.');
            throw new FusionException($"The output cannot be written: it is closed or full ({reason}). To see none: > /dev/null", error);
        }
    }
}
