using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using FusionDsl.Models;
using FusionDsl.Tests.Training;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Models;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("safetensors").FullName;

    private string Path => System.IO.Path.Combine(_folder, "model.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The example of the format's own description, byte by byte.
    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var matrix = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        using var step = tensor(7L);
        var tensors = new Dictionary<string, Tensor> { ["a.weight"] = matrix, ["step"] = step };
        SafetensorsFile.Write(Path, tensors, new Dictionary<string, string> { ["who"] = "Ä" });

        var bytes = File.ReadAllBytes(Path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, (8 + length) % 8);
        Assert.Equal((byte)'{', bytes[8]);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        Assert.Equal("Ä", header.RootElement.GetProperty("__metadata__").GetProperty("who").GetString());
        Assert.Equal("""{"dtype":"I64","shape":[],"data_offsets":[0,8]}""", header.RootElement.GetProperty("step").GetRawText());
        Assert.Equal("""{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]}""", header.RootElement.GetProperty("a.weight").GetRawText());
        Assert.Equal(7L, BitConverter.ToInt64(bytes, 8 + length));
        Assert.Equal([1f, 2, 3, 4], Enumerable.Range(0, 4).Select(i => BitConverter.ToSingle(bytes, 8 + length + 8 + 4 * i)));
        Assert.Equal(8 + length + 24, bytes.Length);
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Every_type_comes_back_bit_by_bit()
    {
        using var scope = NewDisposeScope();
        var values = arange(-3, 3, dtype: ScalarType.Float64).view(2, 3);
        ScalarType[] types =
        [
            ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32,
            ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
        ];
        var tensors = types.ToDictionary(type => type.ToString(), type => values.to(ScalarType.Int64).abs().to(type));
        tensors["transposed"] = values.t();
        tensors["empty"] = zeros(0, 4);
        SafetensorsFile.Write(Path, tensors);

        using var file = SafetensorsFile.Open(Path);
        Assert.Equal(tensors.Keys.Order(), file.Entries.Keys.Order());
        foreach (var (name, expected) in tensors)
        {
            var actual = file.Read(name);
            Assert.Equal(expected.dtype, actual.dtype);
            Assert.Equal(expected.shape, actual.shape);
            if (expected.numel() > 0) Assert.Equal(expected.contiguous().bytes.ToArray(), actual.bytes.ToArray());
        }
    }

    [Fact]
    public void A_file_written_by_hand_in_another_order_is_read()
    {
        const string header = """  {"b":{"shape":[1],"data_offsets":[2,3],"dtype":"U8"},"a":{"data_offsets":[0,2],"dtype":"U8","shape":[2]}}""";
        WriteRaw(header, [5, 6, 7]);
        using var file = SafetensorsFile.Open(Path);
        using var a = file.Read("a");
        using var b = file.Read("b");
        Assert.Equal([5, 6], a.data<byte>().ToArray());
        Assert.Equal([7], b.data<byte>().ToArray());
    }

    [Fact]
    public void A_smaller_file_replaces_a_larger_one_whole()
    {
        using var large = zeros(1000);
        using var small = ones(1);
        SafetensorsFile.Write(Path, new Dictionary<string, Tensor> { ["x"] = large });
        SafetensorsFile.Write(Path, new Dictionary<string, Tensor> { ["x"] = small });
        using var file = SafetensorsFile.Open(Path);
        Assert.Equal([1L], file.Entries["x"].Shape);
    }

    [Fact]
    public void A_type_without_a_place_in_the_format_leaves_the_old_file()
    {
        File.WriteAllText(Path, "old");
        using var complex = zeros(2, dtype: ScalarType.ComplexFloat32);
        var tensors = new Dictionary<string, Tensor> { ["z"] = complex };
        var message = Assert.Throws<FusionException>(() => SafetensorsFile.Write(Path, tensors)).Message;
        Assert.Contains("'z' is ComplexFloat32", message);
        Assert.Equal("old", File.ReadAllText(Path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "not json", "no valid JSON" },
        { "[]", "no JSON object" },
        { """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "no valid JSON" },
        { """{"a":{"dtype":"U8","shape":[4]}}""", "'a' lacks" },
        { """{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""", "'a' lacks" },
        { """{"a":{"dtype":"F8","shape":[4],"data_offsets":[0,4]}}""", "type F8; known are F64" },
        { """{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,4]}}""", "takes 16 bytes" },
        { """{"a":{"dtype":"U8","shape":[4294967296,4294967296,1],"data_offsets":[0,0]}}""", "takes" },
        { """{"a":{"dtype":"U8","shape":[5],"data_offsets":[0,5]}}""", "1 bytes behind the end of the file" },
        { """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", "something was appended" },
        { """{"a":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}""", "'a' begins at byte" },
        { """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "'b' begins at byte" },
        { """{"__metadata__":{"n":1},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "__metadata__" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_damaged_header_says_what_is_wrong(string header, string finding)
    {
        WriteRaw(header, [1, 2, 3, 4]);
        var message = Assert.Throws<FusionException>(() => SafetensorsFile.Open(Path)).Message;
        Assert.Contains(finding, message);
        Assert.Contains(Path, message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        using var module = Nets.Make(1);
        Weights.Save(module, Path);
        var bytes = File.ReadAllBytes(Path);
        for (var length = 0; length < bytes.Length; length += length < 900 ? 1 : 211)
        {
            File.WriteAllBytes(Path, bytes[..length]);
            Assert.Throws<FusionException>(() => SafetensorsFile.Open(Path));
        }
    }

    [Fact]
    public void A_foreign_or_absent_file_is_refused()
    {
        File.WriteAllBytes(Path, [.. Enumerable.Repeat((byte)0x50, 100)]);
        Assert.Contains("announce a header", Assert.Throws<FusionException>(() => SafetensorsFile.Open(Path)).Message);
        Assert.Contains("cannot be opened", Assert.Throws<FusionException>(() => SafetensorsFile.Open(Path + "x")).Message);
    }

    [Fact]
    public void Weights_come_back_into_flat_parameters_and_buffers()
    {
        using var saved = Nets.Make(1);
        using (var x = randn(8, 3, 16)) saved.call(x).Dispose();      // moves the statistics of the BatchNorm
        Weights.Save(saved, Path, new Dictionary<string, string> { ["model"] = "Net" });

        using var loaded = Nets.Make(2);
        var flat = FlatParameters.Of(loaded);
        var metadata = Weights.Load(loaded, Path);

        Assert.Equal("Net", metadata["model"]);
        Assert.Equal(0, Nets.LargestDifference(saved, loaded));
        flat.ThrowIfDetached();
        Assert.Equal(1, loaded.state_dict()["norm.num_batches_tracked"].ToInt64());
    }

    [Fact]
    public void Weights_of_another_model_are_refused_by_name_and_change_nothing()
    {
        using var saved = nn.Sequential(("dense", nn.Linear(3, 2)), ("extra", nn.Linear(2, 2)));
        using var other = nn.Sequential(("dense", nn.Linear(3, 4)), ("norm", nn.BatchNorm1d(4)));
        Weights.Save(saved, Path);
        var before = other.parameters().SelectMany(Nets.Floats).ToArray();
        var message = Assert.Throws<FusionException>(() => Weights.Load(other, Path)).Message;
        Assert.Contains("missing in the file: 'norm.weight' [4]", message);
        Assert.Contains("unknown to the model: 'extra.bias' [2], 'extra.weight' [2, 2]", message);
        Assert.Contains("'dense.weight' is Float32 [2, 3] in the file, Float32 [4, 3] in the model", message);
        Assert.Equal(before, other.parameters().SelectMany(Nets.Floats));
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Half_precision_is_loaded_exactly(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var saved = nn.Linear(3, 2);
        var halves = saved.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().to(type));
        SafetensorsFile.Write(Path, halves);
        using var loaded = nn.Linear(3, 2);
        Weights.Load(loaded, Path);
        Assert.All(halves, pair => Assert.True(pair.Value.to(ScalarType.Float32).equal(loaded.state_dict()[pair.Key]).all().ToBoolean()));
    }

    [Fact]
    public void Double_precision_is_refused_and_the_mend_is_named()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Linear(3, 2);
        SafetensorsFile.Write(Path, module.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().to(ScalarType.Float64)));
        var message = Assert.Throws<FusionException>(() => Weights.Load(module, Path)).Message;
        Assert.Contains("'weight' is Float64 [2, 3] in the file, Float32 [2, 3] in the model", message);
        Assert.Contains("model.float()", message);
    }

    // As it happens to a tensor of more than 2 GiB, which no span can hold.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(41)]
    public void The_numbers_go_in_pieces(int piece)
    {
        using var scope = NewDisposeScope();
        var numbers = randn(10);
        using var file = new MemoryStream();
        TensorBytes.Write(file, numbers, piece);
        Assert.Equal(numbers.bytes.ToArray(), file.ToArray());
        file.Position = 0;
        var back = zeros(10);
        TensorBytes.Read(file, back, piece);
        Assert.True(back.equal(numbers).all().ToBoolean());
    }

    private void WriteRaw(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(Path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. data]);
    }
}
