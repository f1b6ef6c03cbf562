namespace FusionDsl;

/// <summary>
/// Marks a model: a <c>partial</c> class whose nested <c>partial</c> classes are its nodes. The generator makes it a TorchSharp module with
/// data set, loader, training loop and predictor.
/// </summary>
/// <remarks>The attributes of a model are read at compile time only; nothing looks at them when the program runs.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FusionModelAttribute : Attribute;

/// <summary>Base of all attributes that describe a model.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class DeclarationAttribute : Attribute;
