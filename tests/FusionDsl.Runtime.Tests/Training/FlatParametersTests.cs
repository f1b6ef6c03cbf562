using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

public sealed class FlatParametersTests
{
    [Fact]
    public void Parameters_and_gradients_are_views_of_two_buffers_and_keep_their_values()
    {
        using var net = Nets.Make(1);
        var before = net.parameters().SelectMany(Nets.Floats).ToArray();
        var flat = FlatParameters.Of(net);

        Assert.Equal(before, Nets.Floats(flat.Values));
        Assert.Equal(before.Length, flat.Count);
        flat.Values.fill_(3);
        Assert.All(net.parameters().SelectMany(Nets.Floats), value => Assert.Equal(3f, value));
        flat.Gradients.fill_(5);
        Assert.All(net.parameters(), parameter => Assert.All(Nets.Floats(parameter.grad!), value => Assert.Equal(5f, value)));
        flat.ClearGradients();
        Assert.All(Nets.Floats(net.parameters().Last().grad!), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Backward_adds_to_the_flat_gradients_what_autograd_gives()
    {
        using var net = Nets.Make(1);
        using var plain = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        var (x, y) = Nets.Batch(8, 1);
        Nets.Differentiate(net, x, y);
        Nets.Differentiate(net, x, y);
        Nets.Differentiate(plain, x, y);
        var expected = plain.parameters().SelectMany(parameter => Nets.Floats(parameter.grad!)).Select(gradient => 2 * gradient);
        Assert.All(Nets.Floats(flat.Gradients).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        flat.ThrowIfDetached();
    }

    [Fact]
    public void Flattening_twice_gives_the_same_buffers()
    {
        using var net = Nets.Make(1);
        Assert.Same(FlatParameters.Of(net), FlatParameters.Of(net));
    }

    [Fact]
    public void Load_and_load_state_dict_write_into_the_views()
    {
        using var net = Nets.Make(1);
        using var other = Nets.Make(2);
        var flat = FlatParameters.Of(net);
        net.load_state_dict(other.state_dict());
        flat.ThrowIfDetached();
        Assert.Equal(other.parameters().SelectMany(Nets.Floats), Nets.Floats(flat.Values));

        var path = Path.GetTempFileName();
        using var third = Nets.Make(3);
        third.save(path);
        net.load(path);
        File.Delete(path);
        flat.ThrowIfDetached();
        Assert.Equal(third.parameters().SelectMany(Nets.Floats), Nets.Floats(flat.Values));
        Assert.Same(flat, FlatParameters.Of(net));
    }

    [Fact]
    public void Moving_to_the_same_device_keeps_the_views()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        net.to(CPU);
        flat.ThrowIfDetached();
    }

    [Fact]
    public void Zero_grad_of_the_module_is_noticed_and_mended_by_flattening_anew()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        net.zero_grad();
        var (x, y) = Nets.Batch(8, 1);
        Nets.Differentiate(net, x, y);
        Assert.Contains("'conv.weight'", Assert.Throws<FusionException>(flat.ThrowIfDetached).Message);
        var values = Nets.Floats(flat.Values);
        var again = FlatParameters.Of(net);
        Assert.NotSame(flat, again);
        again.ThrowIfDetached();
        Assert.Equal(values, Nets.Floats(again.Values));
    }

    [Fact]
    public void A_conversion_of_the_module_is_noticed()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        net.to(ScalarType.Float64);
        Assert.Throws<FusionException>(flat.ThrowIfDetached);
        Assert.Contains("Float64; training expects Float32", Assert.Throws<FusionException>(() => FlatParameters.Of(net)).Message);
    }

    [Fact]
    public void Frozen_parameters_stay_as_they_are()
    {
        using var net = Nets.Make(1);
        var frozen = net.get_parameter("dense.weight")!;
        frozen.requires_grad = false;
        var before = Nets.Floats(frozen);
        var flat = FlatParameters.Of(net);
        Assert.Equal(net.parameters().Sum(parameter => parameter.numel()) - frozen.numel(), flat.Count);
        flat.Values.zero_().Dispose();
        Assert.Equal(before, Nets.Floats(frozen));
    }

    [Fact]
    public void Disposing_leaves_a_working_module()
    {
        using var net = Nets.Make(1);
        using var same = Nets.Make(1);
        FlatParameters.Of(net).Dispose();
        var (x, y) = Nets.Batch(8, 1);
        Assert.Equal(Nets.Differentiate(same, x, y), Nets.Differentiate(net, x, y));
        FlatParameters.Of(net).ThrowIfDetached();
    }
}
