using FusionDsl;

namespace AvrCiphers.Dataset;

/// <summary>What the name of a firmware image says: <c>aes-tables-atmega328p-Os</c>, <c>benign-terse-crc-attiny85-O2</c>.</summary>
/// <param name="Image">The name without its extension.</param>
/// <param name="Cipher">The class of the functions written for it: <c>Aes</c> … or <c>Benign</c>.</param>
/// <param name="Implementation">Cipher and style, <c>aes/tables</c>; for benign code its author, <c>benign/terse</c>.</param>
/// <param name="Mcu">The part.</param>
/// <param name="Optimization">O0 … O3 or Os.</param>
internal sealed record FirmwareName(string Image, string Cipher, string Implementation, string Mcu, string Optimization)
{
    public static FirmwareName Parse(string path)
    {
        string image = Path.GetFileNameWithoutExtension(path);
        string[] parts = image.Split('-');
        int last = parts.Length - 1;
        bool wellFormed = last == (parts[0] == "benign" ? 4 : 3) && Array.TrueForAll(parts, part => part.Length > 0);
        string cipher = char.ToUpperInvariant(image[0]) + parts[0][1..];
        if (!wellFormed || !Labels.Family.ContainsKey(cipher))
        {
            throw new FusionException(
                $"{path}: expected a name like aes-tables-atmega328p-Os.elf or benign-terse-crc-attiny85-O2.elf, with one of "
                + $"{string.Join(", ", Labels.Ciphers)} first, found '{image}'. Build the images with firmware/build.sh.");
        }

        return new(image, cipher, $"{parts[0]}/{parts[1]}", parts[last - 1], parts[last]);
    }
}
