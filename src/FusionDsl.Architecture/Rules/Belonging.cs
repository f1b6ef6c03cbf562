namespace FusionDsl.Architecture;

/// <summary>Where a key of a spec belongs, for those who write it somewhere else.</summary>
public static class Belonging
{
    private static readonly ILookup<string, string> Keys = AllKeys().ToLookup(entry => entry.Key, entry => entry.Place, StringComparer.Ordinal);
    private static readonly ILookup<string, string> Parameters = AllParameters().ToLookup(entry => entry.Key, entry => entry.Place, StringComparer.Ordinal);

    /// <summary>For instance <c>'train'</c> or <c>a node of 'heads'</c>; null for a word that has no place.</summary>
    public static string? Of(string key)
    {
        // A parameter belongs to the words that have it, unless it has a place of its own.
        var places = (Keys.Contains(key) ? Keys : Parameters)[key].Distinct().Take(3).ToList();
        return places.Count == 0 ? null : string.Join(" or ", places);
    }

    private static List<(string Key, string Place)> AllKeys() =>
    [
        .. new[] { "modalities", "encoders", "fusions", "heads", "decisions", "train", "data" }.Select(section => (section, "the left margin of the spec")),
        .. Of(SettingKind.Train.Parameters, "'train'"), .. Of(Catalogue.Training, "'train'"), ("stages", "'train'"),
        .. Of(SettingKind.Data.Parameters, "'data'"), ("sources", "'data'"), ("split", "'data'"), .. Of(SettingKind.Split.Parameters, "'split' of 'data'"),
        ("file", "'sources' of 'data'"), ("columns", "'sources' of 'data'"), ("column", "'sources' of 'data'"),
        .. Of(Catalogue.Modalities, "a node of 'modalities'"), .. Of(Catalogue.Preparations, "a node of 'modalities'"), (ModalityKind.Optional.Name, "a node of 'modalities'"),
        (Catalogue.Encoder.Key, "a node of 'encoders'"), (Catalogue.Autoencoder.Key, "a node of 'encoders'"),
        .. Of(Catalogue.Operators, "a node of 'fusions'"), (SettingKind.Independent.Key, "a node of 'fusions'"),
        .. Of(Catalogue.Heads, "a node of 'heads'"), .. new[] { "enum", "classes", SettingKind.ClassWeight.Key }.Select(key => (key, "a head that classifies")),
        .. Of(Catalogue.Decisions, "a node of 'decisions'"),
        ("layers", "a node of 'encoders', 'fusions' or 'heads'"), .. Of(Catalogue.Layers, "the 'layers' of a node"),
    ];

    private static IEnumerable<(string Key, string Place)> AllParameters() =>
        ((IEnumerable<Keyword>)[.. Catalogue.Modalities, .. Catalogue.Optimizers, .. Catalogue.Schedules, .. Catalogue.Layers, .. Catalogue.Operators])
        .SelectMany(word => word.Parameters.Select(parameter => (parameter.Name, $"'{word.Key}'")));

    private static IEnumerable<(string Key, string Place)> Of(IEnumerable<Keyword> words, string place) => words.Select(word => (word.Key, place));

    private static IEnumerable<(string Key, string Place)> Of(IEnumerable<Parameter> parameters, string place) => parameters.Select(parameter => (parameter.Name, place));
}
