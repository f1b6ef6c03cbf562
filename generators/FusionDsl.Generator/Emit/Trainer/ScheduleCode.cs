using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>Schedule and warm-up as options in C#.</summary>
internal static class ScheduleCode
{
    public static string Of(ScheduleSettings? schedule) => schedule switch
    {
        null => "null",
        StepScheduleSettings step => Code.Call("new StepScheduleOptions", [$"Every: {Literal.Of(step.Every)}", $"Factor: {Literal.Of(step.Factor)}"]),
        CosineScheduleSettings cosine => Code.Call("new CosineScheduleOptions", [$"Minimum: {Literal.Of(cosine.Minimum)}"]),
        OneCycleScheduleSettings cycle => Code.Call("new OneCycleScheduleOptions",
        [
            $"Maximum: {Literal.Of(cycle.Maximum)}", $"Rise: {Literal.Of(cycle.Rise)}", $"FinalFactor: {Literal.Of(cycle.FinalFactor)}",
            $"Linear: {Literal.Of(cycle.Linear)}",
        ]),
        PlateauScheduleSettings plateau => Code.Call("new PlateauScheduleOptions",
        [
            $"Factor: {Literal.Of(plateau.Factor)}", $"Patience: {Literal.Of(plateau.Patience)}", $"Threshold: {Literal.Of(plateau.Threshold)}",
            $"Minimum: {Literal.Of(plateau.Minimum)}",
        ]),
        _ => throw new InvalidOperationException($"{schedule.GetType().Name} has no code."),
    };

    public static string Of(WarmupSettings? warmup) => warmup switch
    {
        null => "null",
        { Steps: { } steps } => $"new WarmupOptions(Steps: {Literal.Of(steps)})",
        { Epochs: { } epochs } => $"new WarmupOptions(Epochs: {Literal.Of(epochs)})",
        _ => throw new InvalidOperationException("A warm-up without a length has no code."),
    };
}
