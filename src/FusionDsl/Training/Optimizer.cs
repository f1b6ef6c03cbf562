using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>Moves flat parameters against their gradients. One pass over managed spans on the CPU, tensor operations elsewhere.</summary>
public abstract class Optimizer : IDisposable
{
    private readonly Dictionary<string, Tensor> _state = [];

    private protected Optimizer(OptimizerOptions options, FlatParameters parameters)
    {
        Parameters = parameters;
        LearningRate = Check(nameof(options.LearningRate), options.LearningRate, rate => rate > 0, "greater than 0");
    }

    /// <summary>The optimizer that the options describe.</summary>
    /// <exception cref="FusionException">A setting is out of its range.</exception>
    public static Optimizer Create(OptimizerOptions options, FlatParameters parameters) => options switch
    {
        AdamOptions adam => new Adam(adam, parameters),
        AdamWOptions adamW => new AdamW(adamW, parameters),
        SgdOptions sgd => new Sgd(sgd, parameters),
        _ => throw new FusionException(
            $"There is no optimizer for {options.GetType().Name}; "
            + "expected AdamOptions, AdamWOptions or SgdOptions."),
    };

    /// <summary>Greater than 0 at first; the schedule sets it before each step.</summary>
    public double LearningRate { get; set; }

    /// <summary>Steps made so far.</summary>
    public long Steps { get; private set; }

    /// <summary>
    /// What the optimizer remembers between steps, by name, each [parameter count] float32: the very tensors, for a checkpoint to read.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> State => _state;

    /// <summary>Where the weights are that it moves.</summary>
    protected FlatParameters Parameters { get; }

    /// <summary>Makes one step; the gradients stay as they are.</summary>
    public void Step()
    {
        if (!Parameters.HasSpans)
        {
            StepByTensors();
            return;
        }
        Steps++;
        StepSpans();
    }

    /// <summary>Makes one step by tensor operations, which run on any device.</summary>
    internal void StepByTensors()
    {
        Steps++;
        using var noGrad = no_grad();
        StepTensors();
    }

    /// <summary>Goes on where another run stopped.</summary>
    /// <param name="steps">Steps made by then.</param>
    /// <param name="state">The <see cref="State"/> of then; it is copied.</param>
    /// <exception cref="FusionException">The state is of another optimizer or another model.</exception>
    public void Resume(long steps, IReadOnlyDictionary<string, Tensor> state)
    {
        using var noGrad = no_grad();
        foreach (var (name, own) in _state)
        {
            if (!state.TryGetValue(name, out var saved) || saved.numel() != own.numel())
                throw new FusionException(
                    $"The saved state of the optimizer has {(saved is null ? "no" : $"{saved.numel()} numbers of")} '{name}'; "
                    + $"expected {own.numel()} numbers. "
                    + "Resume with the model and the optimizer that were saved.");
        }
        foreach (var (name, own) in _state) own.copy_(state[name]);
        Steps = steps;
    }

    /// <summary>Frees what the optimizer remembers; the parameters stay.</summary>
    public void Dispose()
    {
        foreach (var tensor in _state.Values) tensor.Dispose();
    }

    /// <summary>One pass over the memory of <see cref="Parameters"/>.</summary>
    private protected abstract void StepSpans();

    /// <summary>The same by operations of libtorch, in the order of torch.optim.</summary>
    private protected abstract void StepTensors();

    /// <summary>Zeros as many as there are parameters, listed in <see cref="State"/>.</summary>
    private protected Tensor Remember(string name)
    {
        using var noGrad = no_grad();
        return _state[name] = zeros_like(Parameters.Values).DetachFromDisposeScope();
    }

    /// <summary>Passes a setting on if it is in its range.</summary>
    private protected static double Check(string setting, double value, Func<double, bool> isValid, string expected) =>
        double.IsFinite(value) && isValid(value) ? value
            : throw new FusionException(FormattableString.Invariant($"Optimizer: {setting} is {value}; expected a number {expected}."));
}
