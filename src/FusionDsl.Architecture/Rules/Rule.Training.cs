namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>Two optimizers.</summary>
    public static Rule SeveralOptimizers { get; } = new(5001, "A model has one optimizer", "'{0}' is already trained by {1}; found {2} as well. Keep one of them");

    /// <summary>BatchNorm with a batch that has no variance.</summary>
    public static Rule BatchTooSmall { get; } = new(5002, "A BatchNorm needs a larger batch",
        "A batch size of {0} is too small for the BatchNorm in '{1}': expected at least 3, since the variance of one sample does not exist");

    /// <summary>A classifier of one class.</summary>
    public static Rule TooFewClasses { get; } = new(5003, "A classifier needs two classes", "'{0}' has {1} to choose from; expected at least 2");

    /// <summary>A class given twice.</summary>
    public static Rule DuplicateClass { get; } = new(5004, "A class is given twice", "The class '{0}' is given twice. Remove one of them");

    /// <summary>A classifier of something that is no enum.</summary>
    public static Rule NotAnEnum { get; } = new(5005, "A classifier needs an enum", "'{0}' is no enum; expected one whose members are the classes of '{1}'",
        RuleLanguages.CSharp);

    /// <summary>An enum that fewer can see than the model.</summary>
    public static Rule HiddenEnum { get; } = new(5006, "An enum is less visible than its model",
        "'{0}' is {1}, but '{2}' is {3} and shows it in its predictions. Make the enum {3}", RuleLanguages.CSharp);

    /// <summary>One generated enum with two lists of classes.</summary>
    public static Rule SeveralClassLists { get; } = new(5007, "An enum has two lists of classes",
        "The enum '{0}' has the classes {1} in '{2}', but {3} in '{4}'. Give both the same list, or one of them another enum",
        RuleLanguages.Yaml);

    /// <summary>A look ahead by a momentum that is not there.</summary>
    public static Rule NothingAhead { get; } = new(5008, "Nesterov needs a momentum",
        "{0} looks ahead by its momentum, and that is 0: 'nesterov' has nothing to do. Give it a 'momentum', for instance 0.9, or remove 'nesterov'");

    /// <summary>A weight for a class that the classifier does not have.</summary>
    public static Rule UnknownClass { get; } = new(5010, "A weight for an unknown class", "'{0}' is no class of '{1}'{2} Expected one of: {3}");

    /// <summary>Classes balanced, and weighted by hand.</summary>
    public static Rule SeveralClassWeights { get; } = new(5011, "Classes are weighted in one way",
        "'{0}' gives weights to its classes ({1}); found 'balance' as well, which works them out from the training rows. Keep one of them");
}
