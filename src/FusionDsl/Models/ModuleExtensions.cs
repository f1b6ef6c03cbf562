using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models;

/// <summary>What generated code asks a module for.</summary>
public static class ModuleExtensions
{
    /// <summary>Where the module's weights are; the CPU for a module without weights.</summary>
    public static Device DeviceOf(this nn.Module module)
    {
        foreach (var parameter in module.parameters()) return parameter.device;
        return CPU;
    }

    /// <summary>A copy that shares no memory with the module and is ready to predict. Making it draws no random numbers.</summary>
    /// <param name="module">What is copied.</param>
    /// <param name="create">Makes a new module of the same kind.</param>
    public static TModule FrozenCopy<TModule>(this TModule module, Func<TModule> create) where TModule : nn.Module
    {
        // First weights of the copy come from the random generator, though nobody will see them: it must not notice.
        using var random = get_rng_state();
        var copy = create();
        set_rng_state(random);
        copy.to(module.DeviceOf());
        using (no_grad())
        {
            var weights = copy.state_dict();
            foreach (var (name, value) in module.state_dict()) weights[name].copy_(value);
        }
        copy.eval();
        return copy;
    }
}
