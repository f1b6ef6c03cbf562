using System.Collections;
using System.Globalization;
using System.Reflection;

namespace FusionDsl.Training;

/// <summary>Settings as names and texts, to tell which of them differ: <c>Optimizer.LearningRate</c>: <c>0.0002</c>.</summary>
internal static class SettingsText
{
    /// <summary>Every setting of the options but those that a resumed run may change.</summary>
    public static IReadOnlyDictionary<string, string> Of(TrainingOptions options)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in Properties(options))
            if (property.Name is not (nameof(options.Epochs) or nameof(options.Threads) or nameof(options.Checkpoints)))
                Add(texts, property.Name, property.GetValue(options));
        return texts;
    }

    private static void Add(SortedDictionary<string, string> texts, string name, object? value)
    {
        switch (value)
        {
            case null:
                texts[name] = "none";
                break;
            case string or bool or Enum:
                texts[name] = $"{value}";
                break;
            case IFormattable number when value.GetType().IsPrimitive || value is TimeSpan or decimal:
                texts[name] = number.ToString(value is float or double ? "R" : null, CultureInfo.InvariantCulture);
                break;
            case IEnumerable values:
                var count = 0;
                foreach (var item in values) Add(texts, $"{name}[{count++}]", item);
                texts[name] = $"{count} values";
                break;
            // Records of settings. What is no setting, such as a logger, changes no bit of the run.
            case var record when record.GetType().GetMethod("<Clone>$") is not null:
                texts[name] = record.GetType().Name;
                foreach (var property in Properties(record)) Add(texts, $"{name}.{property.Name}", property.GetValue(record));
                break;
        }
    }

    private static IEnumerable<PropertyInfo> Properties(object record) =>
        record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0);
}
