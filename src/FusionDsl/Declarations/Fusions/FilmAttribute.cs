namespace FusionDsl;

/// <summary>
/// A fusion: feature-wise linear modulation (Perez et al., 2018), γ(c) ⊙ h + β(c) with trained affine γ and β; the shape of h. Features,
/// series and images h have a factor and a summand per feature or channel; the conditioner c is [feature n]. At first γ is near 1. A spec
/// names the conditioner: <c>{ film: Picture, conditioner: Question }</c>.
/// </summary>
public abstract class FilmOperatorAttribute : FusionAttribute;

/// <inheritdoc cref="FilmOperatorAttribute"/>
/// <typeparam name="TModulated">h, what is scaled and shifted.</typeparam>
/// <typeparam name="TConditioner">c, what decides how.</typeparam>
public sealed class FilmAttribute<TModulated, TConditioner> : FilmOperatorAttribute;
