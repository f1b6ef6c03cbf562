namespace AvrCiphers.Dataset;

/// <summary>The classes of the three tasks.</summary>
internal static class Labels
{
    public const string Benign = "Benign";

    /// <summary>The implementation of everything that comes with linking or calls the code under test.</summary>
    public const string Runtime = "runtime";

    public static readonly IReadOnlyList<string> Ciphers =
        ["Aes", "Present", "Prince", "Gift", "Skinny", "Led", "Sparx", "Speck", "Lea", "Hight", "Xtea", Benign];

    /// <summary>Cipher → how it is built: substitution and permutation, or additions, rotations and exclusive ors.</summary>
    public static readonly IReadOnlyDictionary<string, string> Family = Ciphers.Select((cipher, place) => (cipher, place))
        .ToDictionary(pair => pair.cipher, pair => pair.place switch { < 6 => "Spn", < 11 => "Arx", _ => Benign });

    public static string Crypto(string cipher) => cipher == Benign ? Benign : "Crypto";
}
