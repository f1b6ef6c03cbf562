namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>A layer that takes another kind of shape.</summary>
    public static Rule ShapeMismatch { get; } = new(3001, "A layer or preparation does not fit its input",
        "{0}: expected {1}, found {2}; {3}");

    /// <summary>A window that is longer than its axis.</summary>
    public static Rule WindowTooLarge { get; } = new(3002, "A window is longer than its axis",
        "{0}: {1} exceeds {2}; {3}");

    /// <summary>A number that does not divide another.</summary>
    public static Rule NotDivisible { get; } = new(3003, "A number does not divide another",
        "{0}: {1} {2} cannot be shared out evenly among {4} {3}; expected a divisor of {2}");

    /// <summary>More numbers or weights than a tensor can hold.</summary>
    public static Rule HugeShape { get; } = new(3004, "A shape is too large",
        "{0}: {1}; expected at most 2,147,483,647; {2}");

    /// <summary>Operands that do not fit together.</summary>
    public static Rule OperandMismatch { get; } = new(3005, "Operands do not fit together",
        "{0} cannot join '{1}' {2} with '{3}' {4}: expected {5}; {6}");

    /// <summary>Series of different rates side by side.</summary>
    public static Rule RatesDiffer { get; } = new(3010, "Two rates meet",
        "{0} cannot join '{1}' at {2} Hz with '{3}' at {4} Hz: expected one rate, since equal places must be equal times; {5}");

    /// <summary>A resampling without a rate to start from, or to one that makes no sense.</summary>
    public static Rule NoRate { get; } = new(3011, "A rate does not fit", "{0}: {1}; {2}");

    /// <summary>A setting of a layer that does nothing there.</summary>
    public static Rule NoEffect { get; } = new(3013, "A setting of a layer has no effect", "{0}: {1}; {2}");

    /// <summary>More principal axes than there can be.</summary>
    public static Rule TooManyComponents { get; } = new(3012, "More components than there are", "{0}: {1} exceed {2}; {3}");
}
