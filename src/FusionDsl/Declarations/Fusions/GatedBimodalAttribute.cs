namespace FusionDsl;

/// <summary>
/// A fusion: one node gates another (Kiela et al., 2018), W(σ(U g) ⊙ V h) → [feature d] with trained U, V and W. A spec names the gate:
/// <c>{ gatedBimodal: Words, gate: Picture }</c>.
/// </summary>
public abstract class GatedBimodalOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="GatedBimodalOperatorAttribute"/>
/// <typeparam name="TGated">h, what is let through.</typeparam>
/// <typeparam name="TGate">g, what decides how much of it.</typeparam>
public sealed class GatedBimodalAttribute<TGated, TGate> : GatedBimodalOperatorAttribute;
