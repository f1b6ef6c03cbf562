namespace FusionDsl.Architecture;

/// <summary>What windowed poolings share.</summary>
internal static class Pooling
{
    public static EquatableArray<Parameter> Parameters { get; } =
    [
        Window.KernelParameter,
        Parameter.Integer("stride", "Steps from one window to the next; without it the kernel: windows do not overlap.", atLeast: 1, otherwise: null),
        Window.PaddingParameter,
    ];

    public static Shape? Infer(Shape input, int kernel, int stride, int padding, ShapeReport report)
    {
        if (!input.IsSeries && !input.IsImage)
            return report.Expected("[channel, time] or [channel, height, width]", input, "pooling needs an axis to pool over");
        if (padding > kernel / 2)
            return report.TooLarge("padding", $"padding {padding.Invariant()}", $"half of kernel {kernel.Invariant()}", kernel / 2, most => $"use a padding of at most {most}");
        var output = input;
        foreach (var dimension in input.Dimensions.Skip(1))
        {
            if (Window.Slide(dimension.Size, dimension.Axis, kernel, stride, padding, dilation: 1, report) is not { } size) return null;
            output = output.With(dimension.Axis, size);
        }
        return output;
    }

    public static Shape? InferGlobal(Shape input, ShapeReport report) =>
        input.IsSeries || input.IsImage ? Shape.Features(input.Width)
        : report.Expected("[channel, time] or [channel, height, width]", input, "global pooling needs an axis to pool over");
}
