using static TorchSharp.torch;

namespace FusionDsl.Models;

/// <summary>An open safetensors file: named tensors, as Python's <c>safetensors</c> writes and reads them.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly SafetensorsHeader _header;

    private SafetensorsFile(string path, FileStream file, SafetensorsHeader header) => (_path, _file, _header) = (path, file, header);

    /// <summary>Opens a file and checks its whole header; the numbers are read on demand.</summary>
    /// <exception cref="FusionException">The file is absent, truncated or of another format; says what was found where.</exception>
    public static SafetensorsFile Open(string path)
    {
        FileStream file;
        try
        {
            file = File.OpenRead(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FusionException($"'{path}' cannot be opened: {failure.Message}", failure);
        }
        try
        {
            return new(path, file, SafetensorsHeader.Read(path, file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Type, shape and place of every tensor, by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _header.Entries;

    /// <summary>Free text about the file, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Reads one tensor into new memory on the CPU; the caller disposes it.</summary>
    /// <exception cref="FusionException">There is no tensor of this name.</exception>
    public Tensor Read(string name)
    {
        if (!Entries.TryGetValue(name, out var entry))
            throw new FusionException(
                $"'{_path}' has no tensor '{name}'; "
                + $"it has {string.Join(", ", Entries.Keys.Order(StringComparer.Ordinal))}.");
        var tensor = empty([.. entry.Shape], dtype: entry.Type, device: CPU);
        if (entry.Length == 0) return tensor;
        _file.Position = entry.Offset;
        TensorBytes.Read(_file, tensor);
        return tensor;
    }

    /// <summary>Writes tensors to a file. It appears under its name only when it is complete, and replaces what was there.</summary>
    /// <param name="path">Its folder must exist.</param>
    /// <param name="tensors">By name, of any shape and on any device.</param>
    /// <param name="metadata">Free text about the file, by name.</param>
    /// <exception cref="FusionException">A tensor's type has no place in the format, or the file cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                SafetensorsWriter.Write(file, tensors, metadata);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FusionException($"'{path}' cannot be written: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
