namespace FusionDsl.Architecture;

/// <summary>Where the parts of a model stand in its source. A comment moves places, but not the model.</summary>
public sealed record SourceMap(EquatableArray<SourceEntry> Entries)
{
    /// <summary>The place of a part, or of the nearest part around it that was written.</summary>
    public Place Find(string key)
    {
        while (true)
        {
            foreach (var entry in Entries)
                if (entry.Key == key) return entry.Place;
            if (key.Length == 0) return Place.None;
            var cut = key.LastIndexOf('/');
            key = cut < 0 ? "" : key.Substring(0, cut);
        }
    }
}

/// <summary>A part and its place.</summary>
/// <param name="Key">For instance <c>OpcodeCnn/layers/1/kernel</c>; empty for the model.</param>
/// <param name="Place">Where it stands.</param>
public sealed record SourceEntry(string Key, Place Place);
