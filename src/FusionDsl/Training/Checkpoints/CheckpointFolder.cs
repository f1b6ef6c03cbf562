using System.Globalization;

namespace FusionDsl.Training;

/// <summary>The files <c>checkpoint-1.safetensors</c>, <c>checkpoint-2.safetensors</c>… of one run.</summary>
internal static class CheckpointFolder
{
    /// <summary>What is added to the name of a file that is being written.</summary>
    public const string Unfinished = ".new";

    private const string Prefix = "checkpoint-", Extension = ".safetensors";

    /// <summary>The checkpoints in a folder, the newest first; none where there is no folder.</summary>
    public static IReadOnlyList<(long Number, string Path)> List(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        try
        {
            return
            [
                .. from path in Directory.EnumerateFiles(folder, Prefix + "*" + Extension)
                   let number = NumberOf(Path.GetFileName(path))
                   where number is not null
                   orderby number descending
                   select (number.Value, path),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FusionException($"The folder '{folder}' cannot be read: {failure.Message}", failure);
        }
    }

    public static string PathOf(string folder, long number) =>
        Path.Combine(folder, Prefix + number.ToString(CultureInfo.InvariantCulture) + Extension);

    /// <summary>Deletes what a run that was killed had begun to write.</summary>
    public static void DeleteUnfinished(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, Prefix + "*" + Extension + Unfinished)) File.Delete(path);
    }

    private static long? NumberOf(string name) =>
        long.TryParse(name.AsSpan(Prefix.Length, name.Length - Prefix.Length - Extension.Length), NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) ? number : null;
}
