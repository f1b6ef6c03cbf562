namespace FusionDsl;

/// <summary>
/// Base of all fusions: two or more nodes become one. Over modalities that is early fusion, over encoders late, over fusions intermediate
/// fusion. Layer attributes beside it stand behind the fusion. The order of the operands carries meaning only where the formula does not
/// treat them alike.
/// </summary>
/// <remarks>Type arguments are modalities, encoders or fusions of the same model.</remarks>
public abstract class FusionAttribute : DeclarationAttribute;

/// <summary>Base of the fusions that bring features to a common width d.</summary>
public abstract class FeatureFusionAttribute : FusionAttribute
{
    /// <summary>
    /// The common width d, at least 1: operands h_m of another width get a trained projection P_m. Not given: the width of the widest
    /// operand.
    /// </summary>
    public int Width { get; set; }
}

/// <summary>
/// Base of the fusions with attention among tokens: [channel c, time t] is t tokens of width c, [feature n] is one. Operands of another
/// width than the common one get a trained projection. Attention stays within a sample. It knows no order: where the order of time
/// matters, end the encoder in PositionalEncoding.
/// </summary>
public abstract class TokenFusionAttribute : FusionAttribute
{
    /// <summary>The common width, at least 1, a multiple of the heads. Not given: the width of the widest operand.</summary>
    public int Width { get; set; }

    /// <summary>Probability that a value is zeroed in training; 0 to below 1.</summary>
    public double Dropout { get; set; }
}
