namespace FusionDsl.Architecture;

/// <summary>A window that slides along an axis: convolutions and poolings.</summary>
internal static class Window
{
    public static Parameter KernelParameter { get; } = Parameter.Integer("kernel", "Length of the window, in steps of its axis.", atLeast: 1);

    public static Parameter PaddingParameter { get; } = Parameter.Integer("padding", "Zeros put before and behind.", atLeast: 0, otherwise: 0);

    public static Parameter DilationParameter { get; } = Parameter.Integer("dilation", "Distance of the window's elements.", atLeast: 1, otherwise: 1);

    /// <summary>(size + 2·padding − dilation·(kernel − 1) − 1) / stride + 1; null after a report.</summary>
    public static int? Slide(int size, Axis axis, int kernel, int stride, int padding, int dilation, ShapeReport report)
    {
        var reach = (long)dilation * (kernel - 1) + 1;
        var room = size + 2L * padding;
        if (reach > room)
        {
            var window = $"kernel {kernel.Invariant()}" + (dilation == 1 ? "" : $" with dilation {dilation.Invariant()} ({reach.Grouped()} steps)");
            var limit = $"{axis.ToString().ToLowerInvariant()} {size.Invariant()}" + (padding == 0 ? "" : $" with padding {padding.Invariant()} ({room.Grouped()})");
            report.TooLarge("kernel", window, limit, (room - 1) / dilation + 1, most => $"use a kernel of at most {most}, or a {(padding == 0 ? "" : "larger ")}padding");
            return null;
        }
        var count = (room - reach) / stride + 1;
        if (count <= int.MaxValue) return (int)count;
        report.Huge($"{count.Grouped()} windows", "use a smaller padding", "padding");
        return null;
    }
}
