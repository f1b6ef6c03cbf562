namespace FusionDsl;

/// <summary>A fusion: 2 nodes side by side, [h₁; …; h_M]. Features follow each other; series and images stack their channels.</summary>
/// <typeparam name="TFirst">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSecond">A modality, encoder or fusion of the same model.</typeparam>
public sealed class ConcatAttribute<TFirst, TSecond> : DeclarationAttribute;

/// <summary>A fusion: 3 nodes side by side, [h₁; …; h_M]. Features follow each other; series and images stack their channels.</summary>
/// <typeparam name="TFirst">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSecond">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TThird">A modality, encoder or fusion of the same model.</typeparam>
public sealed class ConcatAttribute<TFirst, TSecond, TThird> : DeclarationAttribute;

/// <summary>A fusion: 4 nodes side by side, [h₁; …; h_M]. Features follow each other; series and images stack their channels.</summary>
/// <typeparam name="TFirst">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSecond">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TThird">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TFourth">A modality, encoder or fusion of the same model.</typeparam>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth> : DeclarationAttribute;

/// <summary>A fusion: 5 nodes side by side, [h₁; …; h_M]. Features follow each other; series and images stack their channels.</summary>
/// <typeparam name="TFirst">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSecond">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TThird">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TFourth">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TFifth">A modality, encoder or fusion of the same model.</typeparam>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : DeclarationAttribute;

/// <summary>A fusion: 6 nodes side by side, [h₁; …; h_M]. Features follow each other; series and images stack their channels.</summary>
/// <typeparam name="TFirst">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSecond">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TThird">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TFourth">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TFifth">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSixth">A modality, encoder or fusion of the same model.</typeparam>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : DeclarationAttribute;

/// <summary>A fusion: 7 nodes side by side, [h₁; …; h_M]. Features follow each other; series and images stack their channels.</summary>
/// <typeparam name="TFirst">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSecond">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TThird">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TFourth">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TFifth">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSixth">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSeventh">A modality, encoder or fusion of the same model.</typeparam>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : DeclarationAttribute;

/// <summary>A fusion: 8 nodes side by side, [h₁; …; h_M]. Features follow each other; series and images stack their channels.</summary>
/// <typeparam name="TFirst">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSecond">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TThird">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TFourth">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TFifth">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSixth">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TSeventh">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TEighth">A modality, encoder or fusion of the same model.</typeparam>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : DeclarationAttribute;
