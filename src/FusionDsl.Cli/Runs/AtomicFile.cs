namespace FusionDsl.Cli.Runs;

/// <summary>Files that are there as a whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, to the disk, then takes its name.</summary>
    public static void WriteText(string path, string text)
    {
        var beside = path + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }
}
