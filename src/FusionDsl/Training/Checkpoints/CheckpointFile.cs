using System.Globalization;
using System.IO.Hashing;
using System.Text;
using FusionDsl.Models;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// The file format of checkpoints: safetensors, whose metadata hold format, version, the state as JSON, and a checksum (XXH128) over the whole
/// file, itself read as zeros. The checksum stands at the same place in every version, so that a newer file and a damaged one can be told apart.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>Grows with every change that older code would not understand.</summary>
    public const int Version = 1;

    private const string Format = "fusion-checkpoint";
    private const string NoChecksum = "00000000000000000000000000000000";

    // The names of metadata are written in order, so this is how every file goes on after the eight bytes of its header's length.
    private const string Opening = "{\"__metadata__\":{\"checksum\":\"";
    private const int ChecksumOffset = 8 + 29;

    /// <summary>
    /// Writes a checkpoint: to the disk under another name, then under its own. Whatever stops it, the file is there as a whole or not at all.
    /// </summary>
    /// <exception cref="IOException">For instance because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is read-only.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, string state, int version = Version)
    {
        var unfinished = path + CheckpointFolder.Unfinished;
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                var hashed = new HashingStream(file);
                SafetensorsWriter.Write(hashed, tensors, new Dictionary<string, string>
                {
                    ["checksum"] = NoChecksum,
                    ["format"] = Format,
                    ["state"] = state,
                    ["version"] = version.ToString(CultureInfo.InvariantCulture),
                });
                file.Position = ChecksumOffset;
                file.Write(Encoding.ASCII.GetBytes(hashed.Checksum));
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
            Durable.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch
        {
            TryDelete(unfinished);
            throw;
        }
    }

    /// <summary>Checks the whole file.</summary>
    /// <returns>The state, JSON.</returns>
    /// <exception cref="DamagedCheckpointException">The file is truncated, changed, or no checkpoint.</exception>
    /// <exception cref="FusionException">The file cannot be opened, or is of a newer version.</exception>
    public static string ReadState(string path)
    {
        ThrowIfDamaged(path);
        using var file = SafetensorsFile.Open(path);
        if (file.Metadata.GetValueOrDefault("format") != Format)
            throw new DamagedCheckpointException(
                path, $"its format is '{file.Metadata.GetValueOrDefault("format")}'; expected '{Format}'");
        if (!int.TryParse(file.Metadata.GetValueOrDefault("version"), CultureInfo.InvariantCulture, out var version) || version < 1)
            throw new DamagedCheckpointException(path, "its version is no number from 1");
        if (version > Version)
            throw new FusionException(
                $"'{path}' is a checkpoint of version {version}; this FusionDsl reads up to version {Version}. "
                + "Go on with the FusionDsl that wrote it, or with a newer one.");
        return file.Metadata.GetValueOrDefault("state") ?? throw new DamagedCheckpointException(path, "it has no state");
    }

    private static void ThrowIfDamaged(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var start = new byte[ChecksumOffset + NoChecksum.Length];
            var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (read < start.Length)
                throw new DamagedCheckpointException(path, $"it has {read} bytes; expected more than {start.Length}: it is truncated");
            if (!start.AsSpan(8, Opening.Length).SequenceEqual(Encoding.ASCII.GetBytes(Opening)))
                throw new DamagedCheckpointException(path, "it does not begin like one: it is of another format");

            var written = Encoding.ASCII.GetString(start, ChecksumOffset, NoChecksum.Length);
            var hash = new XxHash128();
            Encoding.ASCII.GetBytes(NoChecksum).CopyTo(start, ChecksumOffset);
            hash.Append(start);
            hash.Append(file);
            var found = Hex(hash);
            if (written != found)
                throw new DamagedCheckpointException(
                    path, $"its checksum is {found}, its header says {written}: it was truncated or changed after it was written");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FusionException($"'{path}' cannot be opened: {failure.Message}", failure);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What stopped the writing is told; that a rest of it stays is not worth a word.
        }
    }

    private static string Hex(XxHash128 hash) => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>Hashes what it passes on.</summary>
    private sealed class HashingStream(Stream inner) : Stream
    {
        private readonly XxHash128 _hash = new();

        public string Checksum => Hex(_hash);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _hash.Append(buffer);
            inner.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
