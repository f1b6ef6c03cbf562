namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>A name is no usable identifier.</summary>
    public static Rule InvalidName { get; } = new(1001, "A name must be a C# identifier",
        "'{0}' is no name for {1}: expected {3}, such as '{2}'");

    /// <summary>Generated code needs the name itself.</summary>
    public static Rule ReservedName { get; } = new(1002, "A name is taken by generated code",
        "'{0}' cannot name {1}: the generated code has something of that name. Choose another, such as '{2}'");

    /// <summary>Two nodes of one name.</summary>
    public static Rule DuplicateName { get; } = new(1003, "Two nodes have the same name",
        "There is already a node '{1}'; expected names that differ in more than upper and lower case, found '{0}'. Rename one of them");

    /// <summary>No keyword of that name here.</summary>
    public static Rule UnknownKeyword { get; } = new(1004, "Unknown keyword",
        "'{0}' is no {1}{2} Expected one of: {3}", RuleLanguages.Yaml);

    /// <summary>No parameter of that name.</summary>
    public static Rule UnknownParameter { get; } = new(1005, "Unknown parameter",
        "{1} has no parameter '{0}'{2} Expected {3}", RuleLanguages.Yaml);

    /// <summary>A parameter without a default was left out.</summary>
    public static Rule MissingParameter { get; } = new(1006, "A parameter is missing",
        "{0} needs '{1}' ({2}). Add it: {3}");

    /// <summary>A value of another kind.</summary>
    public static Rule WrongType { get; } = new(1007, "A value has the wrong type",
        "'{0}' of {1} takes {2}; found {3}");

    /// <summary>A number out of bounds.</summary>
    public static Rule OutOfBounds { get; } = new(1008, "A number is out of bounds",
        "'{0}' of {1} takes {2}; found {3}");

    /// <summary>One parameter twice.</summary>
    public static Rule DuplicateParameter { get; } = new(1009, "A parameter is given twice",
        "'{0}' of {1} is given twice. Remove one of them", RuleLanguages.Yaml);

    /// <summary>A node that says not what it is.</summary>
    public static Rule NodeWithoutKind { get; } = new(1010, "A node does not say what it is",
        "'{0}' does not say what it is. Expected one of: {1}");

    /// <summary>A node that says two things.</summary>
    public static Rule SeveralKinds { get; } = new(1011, "A node says twice what it is",
        "'{0}' is already declared as {1}; found {2} as well. Split it into two nodes");

    /// <summary>A class that the generator cannot add to.</summary>
    public static Rule NotPartial { get; } = new(1012, "A class must be partial",
        "'{0}' must be 'partial', so that the generated code can be added to it. Write 'partial class {0}'", RuleLanguages.CSharp);

    /// <summary>A generic model or node.</summary>
    public static Rule Generic { get; } = new(1013, "A model cannot be generic",
        "'{0}' has type parameters; a model and its nodes are plain classes. Remove the type parameters", RuleLanguages.CSharp);

    /// <summary>A node with several declarations that carry attributes.</summary>
    public static Rule SplitNode { get; } = new(1014, "A node is declared twice",
        "'{0}' has {1} partial declarations of its own, so the order of its layers is not determined. Keep one of them",
        RuleLanguages.CSharp);

    /// <summary>A call in a place where it says nothing.</summary>
    public static Rule Misplaced { get; } = new(1015, "A keyword is out of place",
        "{0} has no meaning on {1}; expected {2}", RuleLanguages.CSharp);

    /// <summary>Two models of one full name.</summary>
    public static Rule DuplicateModel { get; } = new(1016, "Two models have the same name",
        "There is already a model '{0}' in {1}. Rename one of them or put it into another namespace");

    /// <summary>A model inside a class that cannot be added to.</summary>
    public static Rule NestedModel { get; } = new(1017, "A model must stand by itself",
        "'{0}' stands inside '{1}'; a model is a class of a namespace. Move it out", RuleLanguages.CSharp);

    /// <summary>A static, abstract or derived model or node, or a record or struct.</summary>
    public static Rule NotAPlainClass { get; } = new(1018, "A model must be a plain class",
        "'{0}' is {1}, which a part of a network cannot be. Write '{2} {0}'", RuleLanguages.CSharp);

    /// <summary>Something that is listed twice.</summary>
    public static Rule Repeated { get; } = new(1019, "A setting is given twice",
        "{0} is given twice on '{1}'. Remove one of them");

    /// <summary>More of something than a model can have.</summary>
    public static Rule ModelTooLarge { get; } = new(1026, "A model is too large",
        "'{0}' has {1}; expected at most {2}. Split the model, or let something else make what repeats itself", RuleLanguages.None);

    /// <summary>More mistakes than are shown.</summary>
    public static Rule TooManyMistakes { get; } = new(1027, "More mistakes than are shown",
        "'{0}' has more than {1} mistakes, of which the first {1} are shown. Mend these first", RuleLanguages.None);

    /// <summary>Two specs that generate one enum, with different classes.</summary>
    public static Rule DuplicateEnum { get; } = new(1028, "An enum is generated twice",
        "There is already an enum '{0}' in {1}, of the classes {2}. Give both the same classes in the same order, or one of them another name", RuleLanguages.Yaml);

    /// <summary>A type that another generator makes.</summary>
    public static Rule UnseenType { get; } = new(1029, "A model names what a generator makes",
        "'{0}' is made by a generator, and no generator sees what another makes, or what it makes itself: '{1}' gets no code. Declare '{0}' in a file of the project",
        RuleLanguages.None);

    /// <summary>Two preparations of which the second would undo the first.</summary>
    public static Rule ScaledTwice { get; } = new(1025, "A modality is scaled twice",
        "'{0}' is already scaled by {1}; found {2} as well. Remove one of them");
}
