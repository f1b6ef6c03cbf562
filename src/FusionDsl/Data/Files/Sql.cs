namespace FusionDsl.Data.Files;

/// <summary>Text as SQL: quoted, never pasted.</summary>
internal static class Sql
{
    public static string Text(string value) => $"'{value.Replace("'", "''")}'";

    public static string Name(string value) => $"\"{value.Replace("\"", "\"\"")}\"";

    /// <summary>The folder that is listed to find a path with glob characters; null for a path without.</summary>
    public static string? Listed(string path)
    {
        var glob = path.AsSpan().IndexOfAny("[*?");
        return glob < 0 ? null : path[..(path.LastIndexOf(System.IO.Path.DirectorySeparatorChar, glob) + 1)];
    }

    /// <summary>
    /// A path that means itself: the engine reads paths as glob patterns, so that <c>g[1].csv</c> would open <c>g1.csv</c>.
    /// </summary>
    public static string Path(string path)
    {
        var literal = new System.Text.StringBuilder(path.Length + 8);
        foreach (var character in path)
            literal.Append(character is '[' or '*' or '?' ? $"[{character}]" : character.ToString());
        return Text(literal.ToString());
    }
}
