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
        LearningRate = CheckRate(options.LearningRate);
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

    /// <summary>
    /// Makes one step; the gradients stay as they are. What lies in none of the <see cref="FlatParameters.Ranges"/> stays as it is too, and so does
    /// what is remembered of it.
    /// </summary>
    public void Step()
    {
        if (!Parameters.HasSpans)
        {
            StepByTensors();
            return;
        }
        Steps++;
        foreach (var range in Parameters.Moving) StepSpans((int)range.Start, (int)range.Count, LearningRate * range.Rate);
    }

    /// <summary>Makes one step by tensor operations, which run on any device.</summary>
    internal void StepByTensors()
    {
        Steps++;
        using var noGrad = no_grad();
        if (Parameters.IsUniform)
        {
            StepTensors(Parameters.Values, Parameters.Gradients, state => state, LearningRate);
            return;
        }
        foreach (var range in Parameters.Ranges)
        {
            using var scope = NewDisposeScope();
            StepTensors(Cut(Parameters.Values), Cut(Parameters.Gradients), Cut, LearningRate * range.Rate);

            Tensor Cut(Tensor whole) => whole.narrow(0, range.Start, range.Count);
        }
    }

    /// <summary>Begins anew, as if nothing had been learned yet: no steps, no memory of gradients.</summary>
    /// <param name="learningRate">Greater than 0.</param>
    /// <exception cref="FusionException">It is out of its range.</exception>
    public void Restart(double learningRate)
    {
        using var noGrad = no_grad();
        LearningRate = CheckRate(learningRate);
        Steps = 0;
        foreach (var state in _state.Values)
        {
            using var _ = state.zero_();
        }
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

    /// <summary>One pass over a stretch of <see cref="Parameters"/>.</summary>
    /// <param name="start">Its first number.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="rate">Its learning rate.</param>
    private protected abstract void StepSpans(int start, int count, double rate);

    /// <summary>The same by operations of libtorch, in the order of torch.optim.</summary>
    /// <param name="values">Of the stretch.</param>
    /// <param name="gradients">Of the stretch.</param>
    /// <param name="part">The part of a state that belongs to the stretch.</param>
    /// <param name="rate">Its learning rate.</param>
    private protected abstract void StepTensors(Tensor values, Tensor gradients, Func<Tensor, Tensor> part, double rate);

    /// <summary>Zeros as many as there are parameters, listed in <see cref="State"/>.</summary>
    private protected Tensor Remember(string name)
    {
        using var noGrad = no_grad();
        return _state[name] = zeros_like(Parameters.Values).DetachFromDisposeScope();
    }

    private static double CheckRate(double rate) => Check(nameof(LearningRate), rate, value => value > 0, "greater than 0");

    /// <summary>Passes a setting on if it is in its range.</summary>
    private protected static double Check(string setting, double value, Func<double, bool> isValid, string expected) =>
        double.IsFinite(value) && isValid(value) ? value
            : throw new FusionException(FormattableString.Invariant($"Optimizer: {setting} is {value}; expected a number {expected}."));
}
