using System.Text.Encodings.Web;
using System.Text.Json;

namespace FusionDsl.Cli;

/// <summary>JSON that people read too.</summary>
internal static class ReadableJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
